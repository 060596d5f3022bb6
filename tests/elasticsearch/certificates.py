"""Invented authorities and the certificates that they sign, made with openssl."""

import subprocess

LOOPBACK = "IP:127.0.0.1"


def openssl(*arguments):
    done = subprocess.run(["openssl", *map(str, arguments)], check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout


class Certificate:
    """A certificate (`pem`) and its key (`key`), files in `folder`, signed by `by` or by itself."""

    def __init__(self, folder, file, by=None, subject=None, is_authority=False, san=LOOPBACK, days=30):
        self.pem, self.key = folder / f"{file}.pem", folder / f"{file}.key"
        request = folder / f"{file}.csr"
        extensions = folder / f"{file}.ext"
        kind = "critical,CA:TRUE" if is_authority else "CA:FALSE"
        extensions.write_text(f"basicConstraints={kind}\nsubjectAltName={san}\n")
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-subj", f"/CN={subject or file}", "-keyout", self.key, "-out", request)
        signer = ["-CA", by.pem, "-CAkey", by.key] if by else ["-signkey", self.key]
        openssl("x509", "-req", "-in", request, *signer, "-days", days, "-extfile", extensions,
                "-set_serial", abs(hash(str(self.pem))) + 1, "-out", self.pem)

    def fingerprint(self):
        """As openssl and Elasticsearch's manual print it: pairs, colons between, upper case."""
        return openssl("x509", "-in", self.pem, "-noout", "-fingerprint",
                       "-sha256").strip().split("=")[1]

    def followed_by(self, *others):
        """A file with this certificate first, then the others': what a server shows."""
        chain = self.pem.with_suffix(".chain")
        chain.write_text("".join(c.pem.read_text() for c in (self, *others)))
        return chain
