namespace Chat.Inference.Providers.Targets;

/// <summary>What is asked for one tenant.</summary>
internal sealed class TenantTargetOptions : TargetOptions
{
    /// <summary>Asked when the tenant's provider fails before the first token; null: nobody.</summary>
    /// <remarks>The default's fallback is not inherited: who pays for it would be another.</remarks>
    public TargetOptions? Fallback { get; set; }
}
