using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes the value of a parameter that configuration does not give.</summary>
public abstract class ParameterDefault
{
    /// <summary>Describes the default in a deployment manifest, which this implementation never writes.</summary>
    /// <param name="context">The manifest.</param>
    public abstract void WriteToManifest(ManifestPublishingContext context);

    /// <summary>Makes a value.</summary>
    /// <returns>The value.</returns>
    public abstract string GetDefaultValue();
}
