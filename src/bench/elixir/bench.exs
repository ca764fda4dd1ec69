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

defmodule Bench do
  def main([experiment, length]) do
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
  defp run("ring-1"), do: ring("ring-1", 1)
  defp run("ring-100"), do: ring("ring-100", 100)

  # ---- timers

  defp run("timers-1m") do
    timers(500_000)

    for _ <- 1..repeats() do
      figure("timers-1m", seconds(fn -> timers(1_000_000) end))
    end
  end

  defp run("timer-late") do
    timers(100_000)

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

    times(processes, fn ->
      receive do
        :done -> :ok
      end
    end)
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

      times(tokens, fn ->
        receive do
          :done -> :ok
        end
      end)
    end)
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
