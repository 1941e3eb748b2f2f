using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Parameters;
using Aspire.Hosting.State;

namespace Aspire.Hosting;

/// <summary>Adds values from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter that configuration must give.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name; the value is at Parameters:{name}.</param>
    /// <param name="secret">Whether it is masked wherever it is shown.</param>
    /// <returns>The parameter's builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        bool secret = false
    ) => builder.AddResource(builder.CreateParameter(name, secret, fallback: null, persist: false));

    /// <summary>Adds a parameter with a default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name; configuration at Parameters:{name} wins over the default.</param>
    /// <param name="value">Makes the default.</param>
    /// <param name="secret">Whether it is masked wherever it is shown.</param>
    /// <param name="persist">Whether the default is made once and kept for later runs.</param>
    /// <returns>The parameter's builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        ParameterDefault value,
        bool secret = false,
        bool persist = false
    ) => builder.AddResource(builder.CreateParameter(name, secret, value, persist));

    internal static ParameterResource CreateGeneratedPassword(
        this IDistributedApplicationBuilder builder,
        string name
    ) => builder.CreateParameter(name, secret: true, new GenerateParameterDefault { Special = false }, persist: true);

    private static ParameterResource CreateParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        bool secret,
        ParameterDefault? fallback,
        bool persist
    )
    {
        var configuration = builder.Configuration;
        var values = new ParameterValues(configuration, new ParameterStore(StateLocation.Find(configuration)));
        return new ParameterResource(name, declared => values.Get(name, declared, persist), secret)
        {
            Default = fallback,
        };
    }
}
