"""Pages, images and record cards of the communication team on the stage."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kb.pages.markings import Readers, set_readers
from kb.pages.models import NewsIndexPage, NewsPage, PageImage
from kb.pages.setup import make_site, publish_below
from kb.records.models import Record
from tests.access import oracle
from tests.access.cast import NETWORK
from tests.access.matrix import Stage
from tests.access.oracle import AMBER, BODY, CLEAR, GREEN
from tests.access.things import Planned

LABELS = {"Clear": CLEAR, "Green": GREEN, "Amber": AMBER}


def plant(stage: Stage, on_card: Record) -> None:
    """News of every label with a canary in every field and a picture; each names the same record on a card."""
    make_site()
    for name, label in LABELS.items():
        plan = _plan(name)
        readers = Readers(label, frozenset({stage.network.pk}))
        page = _news(stage, plan, on_card)
        set_readers(page.marking, readers)
        image = _image(stage, plan)
        set_readers(image.marking, readers)
        stage.images[name] = [image.file.url, image.get_rendition("width-40").url]
        stage.door(page.url, *stage.images[name])
    stage.door("/", "/news/", "/sitemap.xml")


def readers_of(name: str) -> frozenset[str]:
    """The roles that may read the page and see the picture of this label."""
    return _plan(name).readers(BODY)


def _plan(name: str) -> Planned:
    return Planned(name, oracle.Thing(oracle.PLAIN, LABELS[name], networks=frozenset({NETWORK})))


def _news(stage: Stage, plan: Planned, on_card: Record) -> NewsPage:
    words = {
        field: stage.plant(f"CNRYNews{plan.name}{field.title()}", plan.readers(BODY))
        for field in ("title", "lead", "text")
    }
    page = NewsPage(
        title=words["title"],
        lead=words["lead"],
        slug=f"news-{plan.name.lower()}",
        body=[("text", words["text"]), ("record", on_card.reference)],
    )
    return publish_below(NewsIndexPage.objects.get(), page)


def _image(stage: Stage, plan: Planned) -> PageImage:
    """A picture. Its bytes carry no words: that they are served at all is what is asked."""
    file = BytesIO()
    Image.new("RGB", (80, 60), "#0b535c").save(file, "JPEG")
    title = stage.plant(f"CNRYImage{plan.name}Title", plan.readers(BODY), shown=False)
    image = PageImage(title=title, file=SimpleUploadedFile("picture.jpg", file.getvalue()))
    image._set_image_file_metadata()
    image.save()
    return image
