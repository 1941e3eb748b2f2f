namespace Chat.Knowledge.Documents;

/// <summary>What a synchronisation did.</summary>
/// <param name="Added">Documents that are new or changed.</param>
/// <param name="Removed">Documents that are gone or changed.</param>
/// <param name="Total">Documents there are now.</param>
internal sealed record SyncOutcome(int Added, int Removed, int Total);
