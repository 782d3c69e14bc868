"""What must hold before an answer is given: presuppositions, conditions, persons."""
