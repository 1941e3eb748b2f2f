namespace Chat.Architecture.Tests;

/// <summary>One thing that can be configured, as its options class declares it.</summary>
/// <param name="Owner">Folder of who reads it: <c>services/Gateway</c>, or <c>Chat.ServiceDefaults</c> for all of them.</param>
/// <param name="Name">Sections and name, as <c>Auth:KeyLifetime</c>; <c>&lt;n&gt;</c> and <c>&lt;name&gt;</c> stand for what is chosen.</param>
/// <param name="Default">As papers write it: <c>30 s</c>, <c>10,000</c>, <c>`text`</c>, <c>none</c>.</param>
/// <param name="Meaning">Its doc comment, on one line.</param>
internal sealed record Setting(string Owner, string Name, string Default, string Meaning)
{
    /// <summary>
    /// Whether a paper means this one by the name, in which <c>*</c> at the end is all that follows, and numbers or names
    /// may stand where they are chosen.
    /// </summary>
    public bool IsNamed(string name)
    {
        var (own, given) = (Name.Split(':'), name.Split(':'));
        var all = given[^1] == "*";
        var compared = all ? given.Length - 1 : given.Length;
        return own.Length >= compared
            && own.Zip(given.Take(compared))
                .All(pair => IsChosen(pair.First) || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase))
            && (all || own.Skip(compared).All(IsChosen));
    }

    private static bool IsChosen(string segment) => segment.StartsWith('<');
}
