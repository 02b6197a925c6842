"""The index that lives in the database: always kept, used when Elasticsearch is not there. The text itself lies in
`search_text`, which the migration makes as the database can (FTS5 table, or a weighted tsvector)."""

from search.models.document import Audience, AudienceToken, CountedWords, Document, Facet, Shown
from search.models.ticket import Ticket
from search.models.vocabulary import Word

__all__ = ["Audience", "AudienceToken", "CountedWords", "Document", "Facet", "Shown", "Ticket", "Word"]
