namespace Chat.Architecture.Tests;

/// <summary>Says all that breaks a rule at once, so that a run shows the whole work.</summary>
internal static class Faults
{
    public static void AssertNone(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, $"{all.Count} places break the rule:\n" + string.Join('\n', all));
    }
}
