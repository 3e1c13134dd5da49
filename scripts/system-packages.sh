#!/usr/bin/env bash
# Installs what the browser tests need (chromium, Chinese fonts) where it is missing and can
# be had; otherwise says that those tests will skip. Never fails the build.
set -u
missing=()
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fontconfig fonts-noto-cjk)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "正在安装浏览器测试所需的系统软件：${missing[*]}"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 && exit 0
fi
echo "未能安装 ${missing[*]}；浏览器测试将跳过。"
exit 0
