namespace Chat.Inference.Providers.Local;

/// <summary>What people write without asking anything.</summary>
internal enum SmallTalkKind
{
    Greeting,
    Thanks,
    Farewell,
}
