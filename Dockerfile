# Limes in one image; web, live, worker and the management commands differ by their command only.

FROM node:20.19.4-bookworm-slim AS front
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY static static
RUN npm run build

FROM python:3.11.13-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/limes
COPY requirements.lock .
RUN /opt/limes/bin/pip install --quiet --require-hashes -r requirements.lock

FROM python:3.11.13-slim-bookworm AS limes
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin limes
ENV PATH=/opt/limes/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 LIMES_ENV=production
WORKDIR /app
COPY --from=packages /opt/limes /opt/limes
COPY manage.py pyproject.toml ./
COPY config config
COPY networks networks
COPY kb kb
COPY search search
COPY templates templates
COPY fixtures fixtures
COPY static static
COPY docker/healthcheck.py docker/healthcheck.py
COPY --from=front /build/var/static-vendor var/static-vendor
# The settings ask for their variables; nothing of these values stays in the image.
RUN SECRET_KEY=build ALLOWED_HOSTS=build DATABASE_URL=sqlite:////tmp/build REDIS_URL=redis://build \
    python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir -p var/files var/media \
    && chown -R limes:limes var/files var/media
USER limes
VOLUME ["/app/var/files", "/app/var/media"]
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", "--respawn-failed-workers", "config.wsgi:application"]
