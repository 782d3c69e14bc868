"""What a terminal shows of something, as text."""

from rich.console import Console


def shown(renderable: object, width: int = 100) -> str:
    console = Console(width=width, record=True, markup=False, highlight=False)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()
