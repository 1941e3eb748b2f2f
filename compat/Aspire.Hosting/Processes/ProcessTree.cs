using System.Globalization;

namespace Aspire.Hosting.Processes;

/// <summary>Who was started by whom.</summary>
internal static class ProcessTree
{
    // proc(5): the parent is field 4, and field 2 is the name in parentheses, which may hold blanks.
    private const int ParentAfterName = 4 - 3;

    /// <summary>The processes below this one that are there now; none where there is no <c>/proc</c>.</summary>
    public static IReadOnlyList<ProcessIdentity> Below(int processId)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return [];
        }
        var children = Directory
            .EnumerateDirectories("/proc")
            .Select(static folder => Path.GetFileName(folder))
            .Where(static name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(static name => int.Parse(name, CultureInfo.InvariantCulture))
            .ToLookup(ParentOf);
        var found = new List<ProcessIdentity>();
        var parents = new Queue<int>([processId]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var child in parent > 0 ? children[parent] : [])
            {
                if (ProcessIdentity.Find(child) is { } identity)
                {
                    found.Add(identity);
                    parents.Enqueue(child);
                }
            }
        }
        return found;
    }

    private static int ParentOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(fields[ParentAfterName], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile.
            return 0;
        }
    }
}
