"""The response with a file. The access rule has been asked before anything here runs."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import BinaryIO

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from networks.library.models import StoredFile
from networks.library.names import content_disposition
from networks.library.ranges import Piece, RangeNotSatisfiable, piece_of
from networks.library.storage import path_of

CHUNK = 64 * 1024


def response_for(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """The file, a range of it, or 304 when the reader has it already; each with safe headers."""
    etag, changed = f'"{file.sha256}"', int(file.uploaded_at.timestamp())
    response = _answer(request, file, etag, changed)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _answer(request: HttpRequest, file: StoredFile, etag: str, changed: int) -> HttpResponseBase:
    if _has_it_already(request, etag, changed):
        return HttpResponse(status=304)
    try:
        piece = _piece(request, file.size, etag, changed)
    except RangeNotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    return _contents(request, file, piece)


def _has_it_already(request: HttpRequest, etag: str, changed: int) -> bool:
    known = request.headers.get("If-None-Match")
    if known is not None:
        tags = parse_etags(known)
        return "*" in tags or etag in {tag.removeprefix("W/") for tag in tags}
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and changed <= since


def _piece(request: HttpRequest, size: int, etag: str, changed: int) -> Piece | None:
    header = request.headers.get("Range")
    if header is None or request.method != "GET":
        return None
    condition = request.headers.get("If-Range")
    if condition is not None and condition.strip() not in (etag, http_date(changed)):
        return None
    return piece_of(header, size)


def _contents(request: HttpRequest, file: StoredFile, piece: Piece | None) -> HttpResponseBase:
    wanted = piece or Piece(0, file.size - 1)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(_stream(request, path_of(file.storage_name), wanted))
    response.status_code = 206 if piece else 200
    response["Content-Type"] = file.media_type
    response["Content-Length"] = str(wanted.length)
    response["Content-Disposition"] = content_disposition(file.name, inline=file.is_shown_in_browser)
    if piece:
        response["Content-Range"] = f"bytes {piece.first}-{piece.last}/{file.size}"
    return response


def _stream(request: HttpRequest, path: Path, piece: Piece) -> Iterator[bytes] | AsyncIterator[bytes]:
    """Opened now, so that a missing file is an error of this request and not of a half-sent answer."""
    stream = path.open("rb")
    stream.seek(piece.first)
    is_async = isinstance(request, ASGIRequest)
    return _chunks_async(stream, piece.length) if is_async else _chunks(stream, piece.length)


def _chunks(stream: BinaryIO, left: int) -> Iterator[bytes]:
    with stream:
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


async def _chunks_async(stream: BinaryIO, left: int) -> AsyncIterator[bytes]:
    """The same for ASGI, where a plain iterator would be read to its end into memory first."""
    with stream:
        while left > 0 and (chunk := await asyncio.to_thread(stream.read, min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
