namespace Chat.Sessions.Data;

/// <summary>The SQL files beside this one, as they were built in.</summary>
internal static class SqlFile
{
    public static string Read(string name)
    {
        using var stream =
            typeof(SqlFile).Assembly.GetManifestResourceStream($"Chat.Sessions.Data.Sql.{name}")
            ?? throw new InvalidOperationException($"The file Data/Sql/{name} was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
