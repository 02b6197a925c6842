"""Pages, images and texts of the communication team."""

from kb.pages.models.home import HomePage
from kb.pages.models.hub import AreaHubPage
from kb.pages.models.image import PageImage, PageImageRendition
from kb.pages.models.introduction import RegisterIntroduction
from kb.pages.models.news import NewsIndexPage, NewsPage
from kb.pages.models.plain import PlainPage

PAGE_MODELS = (HomePage, AreaHubPage, NewsIndexPage, NewsPage, PlainPage)

__all__ = [
    "PAGE_MODELS",
    "AreaHubPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PageImage",
    "PageImageRendition",
    "PlainPage",
    "RegisterIntroduction",
]
