using System.Globalization;

namespace Aspire.Hosting.Processes;

/// <summary>A process id with its start time: ids are used again, the pair is not.</summary>
internal readonly record struct ProcessIdentity(int Id, long StartTicks)
{
    // proc(5): the start time is field 22, and field 2 is the name in parentheses, which may hold blanks.
    private const int StartTimeAfterName = 22 - 3;

    public static ProcessIdentity? Find(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            // A zombie has ended; only its parent has not asked yet.
            return fields[0] == "Z"
                ? null
                : new ProcessIdentity(processId, long.Parse(fields[StartTimeAfterName], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool IsAlive() => Find(Id) == this;
}
