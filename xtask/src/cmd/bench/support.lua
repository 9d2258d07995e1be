-- Support posts of distinct people: each thread takes its own people in turn, each time for another proposal.
local threads = 0

function setup(thread)
  thread:set("first", threads)
  threads = threads + 1
end

function init(args)
  tokens = {}
  for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
  step = tonumber(args[2])
  proposals = 10000
  at = first
end

function request()
  local person = at % #tokens
  local round = math.floor(at / #tokens)
  at = at + step
  local number = (person * 7919 + round * 104729) % proposals + 1
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = "cabildo_session=" .. tokens[person + 1],
    ["Sec-Fetch-Site"] = "same-origin",
  }
  return wrk.format("POST", "/act/proposal/support", headers, "slug=bench-city&number=" .. number)
end
