using Aspire.Hosting.Publishing;

namespace Chat.AppHost;

/// <summary>What another parameter is when this one is first asked for; kept, it stays so when the other changes.</summary>
internal sealed class ValueOf(ParameterResource other) : ParameterDefault
{
    public override string GetDefaultValue() =>
        other.GetValueAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() ?? "";

    public override void WriteToManifest(ManifestPublishingContext context) =>
        throw new NotSupportedException("Keys are not published: set them as parameters of the deployment.");
}
