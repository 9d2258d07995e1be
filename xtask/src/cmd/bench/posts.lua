-- Posts of distinct people: each thread takes its own people in turn, each time for another proposal or statement.
-- Arguments: the file of tokens, the number of threads, "support" or "vote".
local threads = 0

function setup(thread)
  thread:set("first", threads)
  threads = threads + 1
end

local kinds = {
  support = {
    path = "/act/proposal/support",
    of = 10000,
    skipped = 0,
    form = function(number) return "slug=bench-city&number=" .. number end,
  },
  -- The last thousand people have answered before.
  vote = {
    path = "/act/opinion/vote",
    of = 5500,
    skipped = 1000,
    form = function(number, turn)
      return "slug=mapping&number=" .. number .. "&answer=" .. ({ "agree", "disagree", "pass" })[turn % 3 + 1]
    end,
  },
}

function init(args)
  tokens = {}
  for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
  step = tonumber(args[2])
  kind = kinds[args[3]]
  people = #tokens - kind.skipped
  at = first
end

function request()
  local person = at % people
  local round = math.floor(at / people)
  at = at + step
  local number = (person * 7919 + round * 104729) % kind.of + 1
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = "cabildo_session=" .. tokens[person + 1],
    ["Sec-Fetch-Site"] = "same-origin",
  }
  return wrk.format("POST", kind.path, headers, kind.form(number, person + round))
end
