#!/usr/bin/env bash
# Rebuilds src/Atalaya.Earth/Zones/Data/world.zones and world.cells (two minutes) from the pinned packages and the tables beside this file.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
mkdir -p ../../src/Atalaya.Earth/Zones/Data
dotnet run --project Atalaya.ZoneBuilder.csproj -c Release -- node_modules . ../../src/Atalaya.Earth/Zones/Data/world.zones
