#### globstar
# ** at every place of a pattern.
shopt -s globstar
cd "$(mktemp -d)"; mkdir -p c/subdir d/.h; touch leaf.md c/leaf.md c/subdir/leaf.md d/.h/x .hid
echo **; echo **/; echo **/*.md; echo **/**/*.md; echo c/**; echo c/**/; echo **/leaf.md; echo d/**
echo ./**/*.md; echo ././c*///; shopt -s dotglob; echo **; echo **/x
