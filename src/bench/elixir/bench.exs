# The same experiments on the BEAM, with the same work and the same counts; see scripts/bench.
#
#   elixir --erl "+P 5000000 +Q 1000000" bench.exs EXPERIMENT quick|full
#
# Prints figures, one on a line: `id value`. Prints nothing if there is no such experiment.

defmodule Echo do
  use GenServer

  def init(seen), do: {:ok, seen}
  def handle_call(:seen, _from, seen), do: {:reply, seen, seen}
  def handle_cast(:ping, seen), do: {:noreply, seen + 1}
end

defmodule Switch do
  @behaviour :gen_statem

  def callback_mode, do: :state_functions
  def init(turns), do: {:ok, :off, turns}
  def off(type, content, turns), do: turn(type, content, :on, turns)
  def on(type, content, turns), do: turn(type, content, :off, turns)

  defp turn({:call, from}, :turn, other, turns) do
    {:next_state, other, turns + 1, [{:reply, from, turns}]}
  end

  defp turn(:cast, :ping, other, turns) do
    {:next_state, other, turns + 1, [{:state_timeout, 3_600_000, :back}]}
  end

  defp turn(_, _, _, _), do: :keep_state_and_data
end

defmodule Reborn do
  use GenServer

  def start_link(collector), do: GenServer.start_link(__MODULE__, collector, name: :child)

  def init(collector) do
    send(collector, :up)
    {:ok, collector}
  end
end

defmodule Station do
  use GenServer

  def init(next), do: {:ok, next}
  def handle_cast({:next, next}, _), do: {:noreply, next}

  def handle_cast({:token, 0, done}, next) do
    send(done, :done)
    {:noreply, next}
  end

  def handle_cast({:token, hops, done}, next) do
    GenServer.cast(next, {:token, hops - 1, done})
    {:noreply, next}
  end
end

defmodule Crashing do
  use GenServer, restart: :temporary

  def start_link(collector) do
    {:ok, pid} = GenServer.start_link(__MODULE__, collector)
    GenServer.cast(pid, :crash)
    {:ok, pid}
  end

  def init(collector), do: {:ok, collector}
  def handle_cast(:crash, _), do: raise("boom")
  def terminate(_, collector), do: send(collector, :done)
end

# The document's job system, without its log.

defmodule Jobs.Job do
  use GenServer, restart: :transient

  def start_link(args) do
    name = {:via, Registry, {Jobs.Registry, args[:id], args[:type]}}
    GenServer.start_link(__MODULE__, args, name: name)
  end

  def init(args), do: {:ok, args, {:continue, :run}}

  def handle_continue(:run, args) do
    {:ok, _} = args[:work].()
    {:stop, :normal, args}
  end

  def terminate(_, args), do: send(args[:collector], :done)
end

defmodule Jobs.JobSupervisor do
  use Supervisor, restart: :temporary
  def start_link(args), do: Supervisor.start_link(__MODULE__, args)

  def init(args) do
    Supervisor.init([{Jobs.Job, args}], strategy: :one_for_one, max_seconds: 30)
  end
end

defmodule Jobs do
  def boot do
    children = [
      {Registry, keys: :unique, name: Jobs.Registry},
      {DynamicSupervisor, strategy: :one_for_one, max_seconds: 30, name: Jobs.Runner}
    ]

    flags = [strategy: :one_for_one, max_restarts: 1_000_000]
    {:ok, pid} = Supervisor.start_link(children, flags)
    pid
  end

  def start_job(args) do
    if Enum.count(running_imports()) >= 5 do
      {:error, :import_quota_reached}
    else
      start_child(args)
    end
  end

  def start_child(args) do
    id = :crypto.strong_rand_bytes(5) |> Base.url_encode64(padding: false)
    args = Keyword.put(args, :id, id)
    {:ok, _} = DynamicSupervisor.start_child(Jobs.Runner, {Jobs.JobSupervisor, args})
  end

  def running_imports do
    match_all = {:"$1", :"$2", :"$3"}
    guards = [{:==, :"$3", "import"}]
    map_result = [%{id: :"$1", pid: :"$2", type: :"$3"}]
    Registry.select(Jobs.Registry, [{match_all, guards, map_result}])
  end
end

defmodule Bench do
  def main([experiment, length]) do
    if experiment != "log-lines", do: Logger.configure(level: :none)
    Process.put(:quick, length == "quick")
    run(experiment)
  end

  # ---- memory

  defp run("heap-idle-server") do
    n = count(1_000_000, 200_000)
    start_servers(1_000)
    before = memory()
    start_servers(n)
    figure("heap-idle-server", (memory() - before) / n)
  end

  # ---- lives

  defp run("spawn-exit") do
    rate("spawn-exit", 200_000, fn n -> times(n, &spawn_exit/0) end)
  end

  defp run("start-stop") do
    rate("start-stop", 100_000, fn n -> times(n, &start_stop/0) end)
  end

  # ---- calls and casts

  defp run("call-1-1") do
    server = echo()
    rate("call-1-1", 200_000, fn n -> callers(1, n, [server]) end)
  end

  defp run("call-100-1") do
    server = echo()
    rate("call-100-1", 500_000, fn n -> callers(100, n, [server]) end)
  end

  defp run("call-2-pairs") do
    servers = [echo(), echo()]
    rate("call-2-pairs", 400_000, fn n -> callers(2, n, servers) end)
  end

  defp run("cast-1-1"), do: casts("cast-1-1", 1)
  defp run("cast-4-1"), do: casts("cast-4-1", 4)

  defp run("agent-update") do
    {:ok, agent} = Agent.start(fn -> 0 end)
    rate("agent-update", 200_000, fn n -> many(1, n, fn _ -> Agent.update(agent, &(&1 + 1)) end) end)
  end

  defp run("agent-get") do
    {:ok, agent} = Agent.start(fn -> 0 end)
    rate("agent-get", 500_000, fn n -> many(100, n, fn _ -> Agent.get(agent, & &1) end) end)
  end

  defp run("machine-call") do
    {:ok, machine} = :gen_statem.start(Switch, 0, [])
    rate("machine-call", 200_000, fn n -> many(1, n, fn _ -> :gen_statem.call(machine, :turn) end) end)
  end

  defp run("machine-cast") do
    {:ok, machine} = :gen_statem.start(Switch, 0, [])

    rate("machine-cast", 500_000, fn n ->
      parallel(1, fn _ ->
        times(n, fn -> :gen_statem.cast(machine, :ping) end)
        :gen_statem.call(machine, :turn)
      end)
    end)
  end

  defp run("partition-call") do
    spec = %{id: :echo, start: {GenServer, :start_link, [Echo, 0]}}
    {:ok, _} = PartitionSupervisor.start_link(name: Servers, child_spec: spec, partitions: 8)

    rate("partition-call", 500_000, fn n ->
      many(100, n, fn i -> GenServer.call({:via, PartitionSupervisor, {Servers, i}}, :seen) end)
    end)
  end

  defp run("ring-1"), do: ring("ring-1", 1)
  defp run("ring-100"), do: ring("ring-100", 100)

  # ---- supervisors

  defp run("start-child-1"), do: start_children("start-child-1", 1)
  defp run("start-child-4"), do: start_children("start-child-4", 4)
  defp run("stop-40k"), do: stop_children("stop-40k", 40_000)

  defp run("restart") do
    Process.flag(:trap_exit, true)
    child = %{id: :child, start: {Reborn, :start_link, [self()]}}
    {:ok, _} = Supervisor.start_link([child], strategy: :one_for_one, max_restarts: 100_000_000)
    await_up()
    killings(5_000)

    for _ <- 1..repeats() do
      latencies = killings(count(20_000, 5_000))
      figure("restart-p50", percentile(latencies, 0.5) / 1.0e3)
      figure("restart-p99", percentile(latencies, 0.99) / 1.0e3)
    end
  end

  defp run("crash-storm") do
    {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
    me = self()

    rate("crash-storm", 100_000, fn n ->
      spawn(fn ->
        times(n, fn -> DynamicSupervisor.start_child(supervisor, {Crashing, me}) end)
      end)

      await_done(n)
      wait_until(fn -> DynamicSupervisor.count_children(supervisor).active == 0 end)
    end)
  end

  # ---- the registry

  defp run("registry-register") do
    Process.flag(:trap_exit, true)
    register(200_000)
    for _ <- 1..repeats(), do: figure("registry-register", 200_000 / register(200_000))
  end

  defp run("registry-lookup") do
    {:ok, _} = Registry.start_link(keys: :unique, name: Names)
    for i <- 0..999, do: Registry.register(Names, i, "value")
    rate("registry-lookup", 1_000_000, fn n -> lookups(n) end)
  end

  # ---- jobs

  defp run("job-1"), do: jobs("job-1", 1)
  defp run("job-4"), do: jobs("job-4", 4)

  defp run("job-100k-alive") do
    for _ <- 1..count(3, 1) do
      tree = Jobs.boot()
      fill_with_living(100_000)
      figure("job-100k-alive", 50 / seconds(fn -> start_jobs(1, 50) end))
      stop_jobs(tree)
    end
  end

  defp run("running-imports-100k") do
    Jobs.boot()
    fill_with_living(100_000)
    times(10, &Jobs.running_imports/0)

    for _ <- 1..repeats() do
      figure("running-imports-100k", seconds(fn -> times(50, &Jobs.running_imports/0) end) / 50 * 1.0e6)
    end
  end

  defp run("heap-idle-job") do
    n = count(1_000_000, 200_000)
    Jobs.boot()
    start_jobs(1, 1_000)
    before = memory()
    start_jobs(1, n)
    figure("heap-idle-job", (memory() - before) / n)
  end

  # ---- the log

  defp run("log-lines") do
    Logger.remove_backend(:console)
    file = Path.join(System.tmp_dir!(), "bench-#{System.pid()}.log")

    # Nothing is left out, however fast lines come.
    config = %{
      file: String.to_charlist(file),
      sync_mode_qlen: 10,
      drop_mode_qlen: 1_000_000,
      flush_qlen: 1_000_000,
      burst_limit_enable: false
    }

    :ok = :logger.add_handler(:bench, :logger_std_h, %{config: config})
    log_lines(file, 20_000)
    for _ <- 1..repeats(), do: figure("log-lines", log_lines(file, 100_000))
    File.rm(file)
  end

  # ---- timers

  defp run("timers-1m") do
    timers(500_000)

    for _ <- 1..repeats() do
      figure("timers-1m", seconds(fn -> timers(1_000_000) end))
    end
  end

  defp run("timer-late") do
    for _ <- 1..3, do: timers(100_000)

    for _ <- 1..repeats() do
      figure("timer-late-p99", percentile(timers(100_000), 0.99) / 1.0e6)
    end
  end

  # ---- fairness

  defp run("fair-cpu") do
    fairness("fair-cpu", fn -> for _ <- 1..8, do: spawn(&spin/0) end)
  end

  defp run("fair-msg"), do: fairness("fair-msg", fn -> pairs(8) end)
  defp run("fair-msg100"), do: fairness("fair-msg100", fn -> pairs(100) end)

  defp run(_), do: :ok

  # ---- how to measure

  defp count(full, quick), do: if(Process.get(:quick), do: quick, else: full)
  defp repeats, do: count(7, 3)

  defp figure(id, value), do: IO.puts("#{id} #{value / 1}")

  defp seconds(work) do
    {micros, _} = :timer.tc(work)
    micros / 1.0e6
  end

  defp rate(id, n, work) do
    work.(n)
    for _ <- 1..repeats(), do: figure(id, n / seconds(fn -> work.(n) end))
  end

  defp percentile(values, part) do
    sorted = Enum.sort(values)
    Enum.at(sorted, trunc(length(sorted) * part))
  end

  defp memory do
    :erlang.garbage_collect()
    :erlang.memory(:total)
  end

  defp times(0, _), do: :ok

  defp times(n, work) do
    work.()
    times(n - 1, work)
  end

  # So many processes each do a part of the work at the same time.
  defp parallel(processes, work) do
    me = self()

    for i <- 0..(processes - 1) do
      spawn(fn ->
        work.(i)
        send(me, :done)
      end)
    end

    await_done(processes)
  end

  defp await_done(n) do
    times(n, fn ->
      receive do
        :done -> :ok
      end
    end)
  end

  defp wait_until(condition) do
    unless condition.() do
      :erlang.yield()
      wait_until(condition)
    end
  end

  defp stop(pid) do
    Process.unlink(pid)
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)

    receive do
      {:DOWN, ^ref, _, _, _} -> :ok
    end
  end

  # ---- the work

  defp echo do
    {:ok, server} = GenServer.start(Echo, 0)
    server
  end

  defp start_servers(n) do
    times(n, fn -> GenServer.call(echo(), :seen) end)
  end

  defp spawn_exit do
    {_, ref} = spawn_monitor(fn -> :ok end)

    receive do
      {:DOWN, ^ref, _, _, _} -> :ok
    end
  end

  defp start_stop do
    {:ok, server} = GenServer.start_link(Echo, 0)
    GenServer.stop(server)
  end

  defp callers(processes, calls, servers) do
    parallel(processes, fn i ->
      server = Enum.at(servers, rem(i, length(servers)))
      times(div(calls, processes), fn -> GenServer.call(server, :seen) end)
    end)
  end

  # So many processes share so much work, each piece of which is given its number.
  defp many(processes, work, each) do
    parallel(processes, fn _ -> Enum.each(1..div(work, processes), each) end)
  end

  defp casts(id, processes) do
    server = echo()

    rate(id, 1_000_000, fn n ->
      parallel(processes, fn _ ->
        times(div(n, processes), fn -> GenServer.cast(server, :ping) end)
        GenServer.call(server, :seen, :infinity)
      end)
    end)
  end

  defp ring(id, tokens) do
    size = 1_000

    stations =
      for _ <- 1..size do
        {:ok, station} = GenServer.start(Station, nil)
        station
      end

    ring = List.to_tuple(stations)
    for i <- 0..(size - 1), do: GenServer.cast(elem(ring, i), {:next, elem(ring, rem(i + 1, size))})

    rate(id, 1_000_000, fn hops ->
      for i <- 0..(tokens - 1) do
        GenServer.cast(elem(ring, i * div(size, tokens)), {:token, div(hops, tokens), self()})
      end

      await_done(tokens)
    end)
  end

  defp start_children(id, callers) do
    for i <- 0..repeats() do
      {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      rate = 40_000 / seconds(fn -> fill(supervisor, callers, 40_000) end)
      if i > 0, do: figure(id, rate)
      stop(supervisor)
      wait_until(fn -> length(Process.list()) < 1_000 end)
    end
  end

  defp fill(supervisor, callers, children) do
    spec = %{id: :child, start: {GenServer, :start_link, [Echo, 0]}, restart: :temporary}

    parallel(callers, fn _ ->
      times(div(children, callers), fn -> DynamicSupervisor.start_child(supervisor, spec) end)
    end)
  end

  defp stop_children(id, children) do
    for _ <- 1..count(3, 1) do
      {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      fill(supervisor, 1, children)
      figure(id, seconds(fn -> DynamicSupervisor.stop(supervisor) end) * 1.0e3)
    end
  end

  defp killings(n) do
    for _ <- 1..n do
      before = Process.whereis(:child)
      start = System.monotonic_time(:nanosecond)
      Process.exit(before, :kill)
      await_up()
      System.monotonic_time(:nanosecond) - start
    end
  end

  # A child's name is there before its init says that it is up.
  defp await_up do
    receive do
      :up -> :ok
    end
  end

  defp register(n) do
    {:ok, registry} = Registry.start_link(keys: :unique, name: Names)

    taken =
      seconds(fn -> Enum.each(1..n, fn i -> {:ok, _} = Registry.register(Names, i, "value") end) end)

    Supervisor.stop(registry)
    taken
  end

  defp lookups(0), do: :ok

  defp lookups(n) do
    [_] = Registry.lookup(Names, rem(n, 1_000))
    lookups(n - 1)
  end

  defp jobs(id, callers) do
    for i <- 0..repeats() do
      tree = Jobs.boot()
      rate = 50_000 / seconds(fn -> start_jobs(callers, 50_000) end)
      if i > 0, do: figure(id, rate)
      stop_jobs(tree)
    end
  end

  # At once: an orderly end takes a minute.
  defp stop_jobs(tree) do
    for name <- [Jobs.Runner, Jobs.Registry], do: stop(Process.whereis(name))
    stop(tree)
    wait_until(fn -> length(Process.list()) < 1_000 end)
  end

  # So many processes share so many jobs; over when all have ended.
  defp start_jobs(callers, jobs) do
    args = [work: fn -> {:ok, nil} end, type: "quick", collector: self()]

    for _ <- 1..callers do
      spawn(fn -> times(div(jobs, callers), fn -> Jobs.start_job(args) end) end)
    end

    await_done(jobs)
  end

  defp fill_with_living(jobs) do
    args = [work: fn -> Process.sleep(:infinity) end, type: "other", collector: self()]
    times(jobs, fn -> Jobs.start_child(args) end)
  end

  defp log_lines(file, n) do
    before = lines(file)

    taken =
      seconds(fn ->
        Enum.each(1..n, fn i -> :logger.log(:notice, "Job completed abcdefg#{i}") end)
        :logger_std_h.filesync(:bench)
      end)

    (lines(file) - before) / taken
  end

  defp lines(file) do
    case File.read(file) do
      {:ok, text} -> length(:binary.matches(text, "\n"))
      {:error, _} -> 0
    end
  end

  # So many timers over one second; answers how late each was, in nanoseconds.
  defp timers(n) do
    me = self()

    counter =
      spawn_link(fn ->
        send(me, {:late, Enum.map(1..n, fn _ -> receive_due() end)})
      end)

    start_timers(counter, n)

    receive do
      {:late, late} -> late
    end
  end

  defp receive_due do
    receive do
      {:due, due} -> System.monotonic_time(:nanosecond) - due
    end
  end

  defp start_timers(_, 0), do: :ok

  defp start_timers(counter, n) do
    delay = rem(n, 1_000)
    due = System.monotonic_time(:nanosecond) + delay * 1_000_000
    Process.send_after(counter, {:due, due}, delay)
    start_timers(counter, n - 1)
  end

  defp spin, do: spin()

  defp pairs(n) do
    for _ <- 1..n do
      one = spawn(&ping_pong/0)
      other = spawn(&ping_pong/0)
      send(one, other)
    end
  end

  defp ping_pong do
    receive do
      sender -> send(sender, self())
    end

    ping_pong()
  end

  defp fairness(id, load) do
    server = echo()
    calls(server, 1_000)
    load.()
    calls(server, 1_000)

    for _ <- 1..count(5, 3) do
      latencies = calls(server, count(4_000, 2_000))
      figure(id <> "-p50", percentile(latencies, 0.5) / 1.0e6)
      figure(id <> "-p99", percentile(latencies, 0.99) / 1.0e6)
    end
  end

  defp calls(server, milliseconds) do
    calls(server, System.monotonic_time(:millisecond) + milliseconds, [])
  end

  defp calls(server, until, latencies) do
    if System.monotonic_time(:millisecond) >= until do
      latencies
    else
      start = System.monotonic_time(:nanosecond)
      GenServer.call(server, :seen)
      latency = System.monotonic_time(:nanosecond) - start

      receive do
      after
        1 -> :ok
      end

      calls(server, until, [latency | latencies])
    end
  end
end

Bench.main(System.argv())
