"""One article, composed for these tests, in every format that is read."""

import bz2
import csv
import datetime as dt
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import duckdb
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DATA = Path(__file__).parent / "data"
TITLE = "أنقرة وموسكو تتفاوضان في العلن وتتنازعان في إدلب"
PARAGRAPHS = (
    "أعلنت تركيا يوم الثلاثاء أنها قدمت مساعدات طبية إلى الصومال بقيمة 12 مليون دولار (أي نحو 11.5 مليون يورو)، وقال "
    "وزير الخارجية التركي إن بلاده ستواصل دعم الحكومة الصومالية في مواجهة حركة الشباب. وشكرت مقديشو أنقرة على ما "
    "قدمته، واتهمت الحركة بقصف ميناء كسمايو في 3 مارس 2023.",
    "وفي موسكو أجرى وزير الخارجية الإيراني محادثات مع نظيره الروسي، واتفق الجانبان على استئناف تصدير الوقود. ودانت "
    "السعودية هجوما شنته جماعة الحوثي على سفينة تجارية، فيما نفت الجماعة ذلك في بيان نقلته محطة BBC Arabic على موقعها.",
    "وكانت روسيا قد قصفت مواقع في إدلب السورية الأسبوع الماضي رغم الهدنة التي توسطت فيها تركيا. ورجح دبلوماسي غربي أن "
    "تكون أنقرة قد سلمت فصائل معارضة أسلحة سرا، لكن وزارة الدفاع التركية لم تعلق على ذلك. وهددت دمشق بالرد على أي توغل "
    "تركي جديد، وحذرت الولايات المتحدة الطرفين من التصعيد.",
    "من جهة أخرى فرض الاتحاد الأوروبي عقوبات على ثلاث شركات إيرانية متهمة بتزويد روسيا بطائرات مسيرة. ورفضت طهران هذه "
    "العقوبات، وقالت إنها لم تبع أي سلاح يستخدم في الحرب على أوكرانيا. ورحبت كييف بالقرار الأوروبي، وطالبت الأمم "
    "المتحدة جميع الأطراف بضبط النفس والعودة إلى الحوار.",
)
LINES = (TITLE, *PARAGRAPHS)
TEXT = "\n".join(LINES)
DAY = dt.date(2023, 3, 14)
NAME = "brief-2023-03-14"
URL = "https://www.example.org/news/ankara-moscow"
HTML = f"""<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE} - صحيفة المرصد</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{TITLE}",
"datePublished": "{DAY}T08:00:00+03:00", "publisher": {{"@type": "Organization", "name": "صحيفة المرصد"}}}}</script>
</head><body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav><article><h1>{TITLE}</h1>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article><footer>جميع الحقوق محفوظة 2024</footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>صحيفة المرصد</title>
<item><title>{TITLE}</title><link>{URL}</link><guid>{URL}</guid><pubDate>Tue, 14 Mar 2023 08:00:00 +0300</pubDate>
<description><![CDATA[{"".join(f"<p>{p}</p>" for p in LINES)}]]></description></item></channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة المرصد</title>
<id>urn:feed</id><updated>2023-03-15T00:00:00Z</updated><entry><title>{TITLE}</title><id>{URL}</id><link href="{URL}"/>
<published>{DAY}T08:00:00Z</published><content type="text">{TEXT}</content></entry></feed>"""
RECORD = {"id": "a1", "title": TITLE, "published": str(DAY), "publisher": "صحيفة المرصد", "url": URL, "text": TEXT}


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def mail(attachments: dict[str, bytes]) -> bytes:
    """A message with the article as its text."""
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "صحيفة المرصد <desk@example.org>"
    message["Date"], message["Message-ID"] = "Tue, 14 Mar 2023 08:00:00 +0300", "<a1@example.org>"
    message.set_content(TEXT)
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def saved_page() -> bytes:
    """A page as browsers save it in one file."""
    return (
        f"From: <Saved>\r\nSnapshot-Content-Location: {URL}\r\nSubject: page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: 8bit\r\nContent-Location: {URL}\r\n\r\n{HTML}\r\n--B\r\n"
        "Content-Type: image/png\r\n\r\nx\r\n--B--\r\n"
    ).encode()


def warc(pages: dict[str, tuple[str, bytes]], *, compressed: bool = False) -> bytes:
    """A crawl: address → (content type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    for url, (media, body) in pages.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2023-03-20T10:11:12Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def word() -> bytes:
    """The article as DOCX."""
    document = docx.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "صحيفة المرصد"
    document.core_properties.created = dt.datetime(2023, 3, 14, 8)
    for line in LINES:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(delimiter: str) -> bytes:
    """The article as a row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([RECORD.keys(), RECORD.values()])
    return out.getvalue().encode()


def parquet(folder: Path, record: dict[str, str]) -> bytes:
    """The article as a row."""
    path = folder / "made.parquet"
    columns = ", ".join(f"? AS {name}" for name in record)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {columns}) TO '{path}' (FORMAT parquet)", list(record.values()))
    return path.read_bytes()


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of numbered objects, the first of them the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table_at)


def stream(data: bytes, about: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (about, len(data), data)


def scanned(stamp: str = "") -> bytes:
    """A PDF whose one page is a picture, with a few Latin letters on it."""
    picture = stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</XObject<</I 4 0 R>>"
            b"/Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 5 0 R>>",
            picture,
            stream(b"q 200 0 0 200 0 0 cm /I Do Q BT /F 9 Tf 9 9 Td (%b) Tj ET" % stamp.encode()),
        ]
    )


def drawn(lines: list[str]) -> bytes:
    """A PDF that draws each line glyph by glyph from left to right, as old Arabic typesetting stores it."""
    glyphs = sorted(set("".join(lines)))
    code = {glyph: number for number, glyph in enumerate(glyphs, 1)}
    unicode_map = "".join(f"<{n:04x}> <{ord(g):04x}>\n" for g, n in code.items())
    cmap = f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(code)} beginbfchar\n{unicode_map}endbfchar"
    content = "BT /F 12 Tf 1 0 0 1 50 750 Tm 20 TL "
    content += " ".join("<" + "".join(f"{code[g]:04x}" for g in line) + "> Tj T*" for line in lines) + " ET"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Resources<</Font<</F 4 0 R>>>>/Contents 7 0 R>>",
            b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>",
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/DW 500>>",
            stream(cmap.encode()),
            stream(content.encode()),
        ]
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """File name → the article in that format."""
    text, page, lines = TEXT.encode(), HTML.encode(), (json.dumps(RECORD, ensure_ascii=False) + "\n").encode()
    front = f"---\ntitle: {TITLE}\ndate: {DAY}\npublisher: صحيفة المرصد\n---\n# {TITLE}\n\n"
    crawl = {URL: ("text/html; charset=utf-8", page), "https://www.example.org/logo.png": ("image/png", b"x")}
    bodies = {
        "txt": text,
        "cp1256.txt": TEXT.encode("cp1256"),
        "md": (front + "\n\n".join(PARAGRAPHS)).encode(),
        "html": page,
        "cp1256.html": HTML.encode("cp1256"),
        "mhtml": saved_page(),
        "pdf": (DATA / "article.pdf").read_bytes(),
        "docx": word(),
        "eml": mail({}),
        "jsonl": lines,
        "json": json.dumps([RECORD], ensure_ascii=False).encode(),
        "csv": table(","),
        "tsv": table("\t"),
        "parquet": parquet(tmp_path_factory.mktemp("made"), RECORD),
        "rss": RSS.encode(),
        "atom": ATOM.encode(),
        "warc": warc(crawl),
        "warc.gz": warc(crawl, compressed=True),
        "zip": zipped({"inner/a.html": page}),
        "tar": tarred({"inner/a.html": page}),
        "tar.gz": gzip.compress(tarred({"inner/a.html": page}), mtime=0),
        "tar.bz2": bz2.compress(tarred({"inner/a.html": page})),
        "tar.xz": lzma.compress(tarred({"inner/a.html": page})),
        "txt.gz": gzip.compress(text, mtime=0),
        "jsonl.gz": gzip.compress(lines, mtime=0),
    }
    return {f"{NAME}.{suffix}": body for suffix, body in bodies.items()}


@pytest.fixture(scope="session")
def build() -> dict[str, Callable[..., bytes]]:
    """Builders of single formats by name."""
    return {f.__name__: f for f in (zipped, tarred, mail, saved_page, warc, pdf, stream, scanned, drawn, parquet)}
