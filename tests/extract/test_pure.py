"""Claims are a function of the text: they depend on no other text, order or process."""

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import extract
from extract.claim import Claim
from extract.extractor import Extractor

SENTENCES = [
    "The harbour board said 41 boats had sunk.",
    "“We counted 1,250 people in the hall, and 300 more stood outside,” the mayor of Orrandal told reporters.",
    "Prices rose 3.4% in March, the statistics office said on Friday.",
    "According to the union, at least two thirds of its 18,000 members did not work last week, while the company, "
    "which runs 212 depots between the coast and the hills, put the share at no more than 40 percent and called the "
    "figure of the union a guess that nobody who had seen the yards that morning could have made.",
    "Rain!",
    "Ms. Ostrava, 62, denied that the fund had lost $7.5 million; Mr. Lindqvist said it had lost twice as much.",
    "The minister expects about 5,000 to 6,000 new jobs by 2031.",
    "Officials in Merrow said nine of the 27 wells were dry.",
]
# Sentences so plain that the last bits, in which kinds of processors differ, decide nothing: their claims stayed the
# same in twelve readings with noise of 3 in 10,000 on every subword's vector.
PLAIN = [
    *SENTENCES,
    "At least 12 people were killed and dozens injured when a train left the rails near Tolmin, police said.",
    "The company cut its forecast to $1.2 billion from $1.5 billion.",
    "The Red Cross denied that 300 of its workers had left the country.",
    "The storm left 50 dead, and about 2,000 families had lost their homes by Sunday.",
    "A survey found that 9 percent of the voters support the plan.",
    "Unemployment fell to 4.1 percent in May, the labour office said.",
    "Mayor Ana Brandt said the bridge would cost twice as much, up to 80 million euros.",
    "“It was over in less than ten minutes,” said one witness.",
]
# Beside extract.VERSION: the digest of the claims of the plain sentences.
DIGEST = Path(__file__).parent / "claims_digest.json"


def texts_of_many_lengths() -> list[str]:
    """Return texts of nothing, of one word, of a sentence and up to several windows, with paragraphs or without."""
    draw = random.Random(7)
    texts = ["", "Rain!", "12"]
    for length in (1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 16, 24, 40):
        for join in (" ", "\n\n"):
            sentences = draw.choices(SENTENCES, k=length)
            texts.append(join.join(sentences))
    return texts


def written(claims: list[Claim]) -> str:
    """Return claims with all that they hold, as one string."""
    return repr(claims)


@pytest.fixture(scope="module")
def alone(extractor: Extractor) -> dict[str, str]:
    return {text: written(extractor.claims(text)) for text in texts_of_many_lengths()}


@pytest.mark.parametrize("seed", range(3))
def test_a_text_gives_the_same_claims_whatever_is_read_beside_it(
    extractor: Extractor, alone: dict[str, str], seed: int
) -> None:
    texts = texts_of_many_lengths()
    random.Random(seed).shuffle(texts)
    for text, claims in zip(texts, extractor.stream(texts), strict=True):
        assert written(claims) == alone[text]


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_what_is_read_of_a_text_does_not_depend_on_the_size_of_the_batch(extractor: Extractor, size: int) -> None:
    texts = texts_of_many_lengths()[:20]
    docs = extractor.nlp.pipe(texts, batch_size=size)
    for text, doc in zip(texts, docs, strict=True):
        by_itself = extractor.nlp(text)
        assert doc.tensor.tobytes() == by_itself.tensor.tobytes()
        assert doc.to_json() == by_itself.to_json()


def test_another_process_reads_the_same_claims(alone: dict[str, str]) -> None:
    program = (
        "import json, sys; from extract.extractor import Extractor; texts = json.load(sys.stdin); "
        "json.dump([repr(claims) for claims in Extractor().stream(texts)], sys.stdout)"
    )
    texts = texts_of_many_lengths()[::-1]
    answer = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    assert json.loads(answer.stdout) == [alone[text] for text in texts]


def test_the_threads_of_a_process_change_no_number_of_what_is_read() -> None:
    program = (
        "import hashlib, json, sys; from extract.extractor import Extractor; texts = json.load(sys.stdin); "
        "docs = Extractor().nlp.pipe(texts); print([hashlib.sha256(doc.tensor.tobytes()).hexdigest() for doc in docs])"
    )
    texts = json.dumps(texts_of_many_lengths()[3:])
    read = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=texts,
            env=os.environ | {"OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for threads in ("1", "2")
    }
    assert len(read) == 1


def test_other_claims_come_with_another_version(extractor: Extractor) -> None:
    sample = [[claim.to_json() for claim in extractor.claims(text)] for text in PLAIN]
    now = {"version": extract.VERSION, "claims": hashlib.sha256(json.dumps(sample).encode()).hexdigest()}
    known = json.loads(DIGEST.read_text(encoding="utf8"))
    assert now == known, (
        f"The claims of a fixed sample, or the version, are not those of {DIGEST.name}. Where extract.VERSION is still "
        f"{known['version']!r}, raise it, so that stored articles are read again; then write {json.dumps(now)} there."
    )
