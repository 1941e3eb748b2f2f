using System.Globalization;

namespace Aspire.Hosting.Processes;

/// <summary>A small shell that outlives the AppHost and ends the children it left.</summary>
/// <remarks>
/// It reads which processes there are from its standard input. When that closes, because the AppHost ended in
/// whatever way, it signals those still there, waits, and kills what is left. PR_SET_PDEATHSIG acts sooner but only on
/// Linux, and it cannot insist. A start time guards against an id that was used again.
/// </remarks>
internal sealed class Guardian : IDisposable
{
    // 12 * 0.5 s for a clean stop: a broker needs about 1 s, and no child may be left after 10 s.
    private const string Script = """
        trap '' HUP INT QUIT TERM
        children=
        while read -r verb id start signal; do
          kept=
          for child in $children; do [ "${child%%:*}" = "$id" ] || kept="$kept $child"; done
          children=$kept
          [ "$verb" = add ] && children="$children $id:$start:$signal"
        done
        alive() {
          IFS=: read -r id start signal <<END
        $1
        END
          [ -r "/proc/$id/stat" ] || { [ ! -d /proc/self ] && kill -0 "$id" 2>/dev/null; return; }
          [ "$(sed 's/.*) //' "/proc/$id/stat" 2>/dev/null | cut -d' ' -f20)" = "$start" ]
        }
        for child in $children; do alive "$child" && kill -s "$signal" "$id" 2>/dev/null; done
        rounds=0
        while [ $rounds -lt 12 ]; do
          left=
          for child in $children; do alive "$child" && left=yes; done
          [ -z "$left" ] && exit 0
          sleep 0.5
          rounds=$((rounds + 1))
        done
        for child in $children; do
          alive "$child" || continue
          below=$(cat /proc/$id/task/*/children 2>/dev/null)
          kill -s KILL -- "-$id" $below 2>/dev/null
        done
        """;

    private readonly SupervisedProcess _shell;
    private readonly Lock _lock = new();

    private Guardian(SupervisedProcess shell) => _shell = shell;

    public static async Task<Guardian> StartAsync(ProcessLauncher launcher)
    {
        var request = new LaunchRequest
        {
            FileName = "/bin/sh",
            Arguments = ["-c", Script, "guardian"],
            WorkingDirectory = "/",
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
                ["LC_ALL"] = "C",
            },
        };
        var shell = await launcher.LaunchUnguardedAsync(request, dieWithParent: false, (_, _) => { });
        return new Guardian(shell);
    }

    public void Watch(SupervisedProcess process)
    {
        var signal = process.Request.StopSignal == UnixSignal.Interrupt ? "INT" : "TERM";
        Tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"add {process.Identity.Id} {process.Identity.StartTicks} {signal}"
            )
        );
        _ = process.Exited.ContinueWith(
            _ => Tell(string.Create(CultureInfo.InvariantCulture, $"del {process.Identity.Id}")),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default
        );
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _shell.Input.Close();
        }
    }

    private void Tell(string line)
    {
        try
        {
            lock (_lock)
            {
                _shell.Input.WriteLine(line);
                _shell.Input.Flush();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Somebody ended the guardian, or we are ending: PR_SET_PDEATHSIG still covers the children.
        }
    }
}
