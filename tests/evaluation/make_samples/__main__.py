"""Makes the shipped samples, and the third evaluation set, from the text files in their `content` folders.

    PYTHONPATH=tests python -m evaluation.make_samples

Each file `content/<folder>/<name>.<ending>.txt` becomes `<folder>/<name>.<ending>`. Markdown and plain
text samples need no making: they are written by hand where they lie.
"""

from pathlib import Path

from evaluation.make_samples.make import make_folder

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
TARGETS = {
    HERE / "content": ROOT / "ingest" / "samples",
    HERE.parent / "third" / "content": HERE.parent / "third" / "docs",
}

for content, target in TARGETS.items():
    for path in make_folder(content, target):
        print(path.relative_to(ROOT))
