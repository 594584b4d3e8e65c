echo in
false

return 5
