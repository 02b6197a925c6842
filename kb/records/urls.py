"""Addresses of knowledge. The reference alone is canonical; no database id stands in any of them."""

from django.urls import path

from kb.records.views import copies, edit, feed, links, lists, marking, pages, readers_log, release, review

app_name = "records"
urlpatterns = [
    path("", lists.all_knowledge, name="all"),
    path("preview/", edit.preview, name="preview"),
    path("<slug:register>/", lists.register_list, name="list"),
    path("<slug:register>/new/", edit.edit, name="new"),
    path("<slug:register>/new/autosave/", edit.autosave, name="new_autosave"),
    path("<slug:register>/new/files/", edit.upload, name="new_upload"),
    path("<slug:register>/similar/", lists.similar, name="similar"),
    path("<slug:register>/readers/", marking.readers, name="readers"),
    path("<slug:register>/export.xlsx", lists.export, {"form": "xlsx"}, name="export_xlsx"),
    path("<slug:register>/export.csv", lists.export, {"form": "csv"}, name="export_csv"),
    path("<slug:register>/export.json", lists.export, {"form": "json"}, name="export_json"),
    path("<slug:register>/feed.xml", feed.feed, name="feed"),
    path("<slug:register>/<str:address>/", pages.detail, name="detail"),
    path("<slug:register>/<str:address>/draft/", pages.draft, name="draft"),
    path("<slug:register>/<str:address>/edit/", edit.edit, name="edit"),
    path("<slug:register>/<str:address>/edit/autosave/", edit.autosave, name="autosave"),
    path("<slug:register>/<str:address>/edit/files/", edit.upload, name="upload"),
    path("<slug:register>/<str:address>/delete/", edit.delete, name="delete"),
    path("<slug:register>/<str:address>/review/", review.review, name="review"),
    path("<slug:register>/<str:address>/withdraw/", review.withdraw_page, name="withdraw"),
    path("<slug:register>/<str:address>/confirm/", review.confirm_page, name="confirm"),
    path("<slug:register>/<str:address>/owner/", review.owner_page, name="owner"),
    path("<slug:register>/<str:address>/links/", links.links_page, name="links"),
    path("<slug:register>/<str:address>/marking/", marking.marking_page, name="marking"),
    path("<slug:register>/<str:address>/readers-log/", readers_log.readers_log, name="readers_log"),
    path("<slug:register>/<str:address>/print/", copies.print_out, name="print_out"),
    path("<slug:register>/<str:address>/copy/", copies.offline_copy, name="offline_copy"),
    path("<slug:register>/<str:address>/readers/", marking.readers, name="readers_of_record"),
    path("<slug:register>/<str:address>/ask/", pages.ask, name="ask"),
    path("<slug:register>/<str:address>/release/", release.release_page, name="release"),
    path("<slug:register>/<str:address>/questions/", pages.questions, name="questions"),
    path("<slug:register>/<str:address>/history/", pages.history, name="history"),
    path("<slug:register>/<str:address>/history/<int:old>/<int:new>/", pages.changes, name="changes"),
]
