using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Publishing;

/// <summary>A deployment manifest. This implementation runs applications and never publishes them, so none exists.</summary>
public sealed class ManifestPublishingContext
{
    private ManifestPublishingContext() { }

    [DoesNotReturn]
    internal static void Refuse() =>
        throw new NotSupportedException("Publishing needs the official packages: build with -p:OfficialPackages=true.");
}
