namespace Chat.Inference.Providers.Recovery;

/// <summary>Knows who answers for a tenant.</summary>
internal interface ITenantProviders
{
    /// <summary>The tenant's provider, or everybody's.</summary>
    IChatProvider For(Guid tenantId);
}
