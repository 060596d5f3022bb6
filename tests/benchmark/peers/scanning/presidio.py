"""Microsoft Presidio's recognizers that need no language model, for kinds that our rules know too."""

import ready_texts
import tldextract
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    PhoneRecognizer,
)

LEAST = 0.4  # the score of its telephone numbers; below it are guesses that wait for a word nearby
REGIONS = ("FR", "BE", "CH", "CA", "US", "GB")


def main():
    # Its own list of domains: else it would ask the network for a new one.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    recognizers = [
        CreditCardRecognizer(), EmailRecognizer(), IbanRecognizer(), IpRecognizer(),
        PhoneRecognizer(supported_regions=REGIONS),
    ]  # fmt: skip

    def is_flagged(text):
        found = [result for one in recognizers for result in one.analyze(text, one.supported_entities, None) or ()]
        return any(result.score >= LEAST for result in found)

    ready_texts.scan(is_flagged)


main()
