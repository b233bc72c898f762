# One image for API, worker and migrations; docker-compose.yml says which it runs. Debian, as Temporal's core needs glibc.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node worker/embedded/prepare.mjs && npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
# The certificates are for Temporal Cloud and for mail servers over TLS: the slim image has none.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /var/lib/redress
ENV NODE_ENV=production DATA_DIR=/var/lib/redress
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
CMD ["node", "dist/api/main.js"]
