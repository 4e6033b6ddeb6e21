"""Makes the shipped samples and the numbered evaluation sets from the text files in their `content` folders.

    PYTHONPATH=tests python -m evaluation.make_samples

Each file `content/<folder>/<name>.<ending>.txt` becomes `<folder>/<name>.<ending>`. Markdown and plain
text samples need no making: they are written by hand where they lie.
"""

from evaluation.make_samples.make import TARGETS, make_folder

if __name__ == "__main__":
    for content, target in TARGETS.items():
        for path in make_folder(content, target):
            print(path.relative_to(target.parent))
