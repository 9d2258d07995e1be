-- Answers of distinct people to statements: each thread takes its own people in turn, each time with another statement.
-- The last thousand people are left out: they have answered before.
local threads = 0

function setup(thread)
  thread:set("first", threads)
  threads = threads + 1
end

function init(args)
  tokens = {}
  for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
  people = #tokens - 1000
  step = tonumber(args[2])
  statements = 5500
  at = first
end

function request()
  local person = at % people
  local round = math.floor(at / people)
  at = at + step
  local number = (person * 7919 + round * 104729) % statements + 1
  local answer = ({ "agree", "disagree", "pass" })[(person + round) % 3 + 1]
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = "cabildo_session=" .. tokens[person + 1],
    ["Sec-Fetch-Site"] = "same-origin",
  }
  return wrk.format("POST", "/act/opinion/vote", headers, "slug=mapping&number=" .. number .. "&answer=" .. answer)
end
