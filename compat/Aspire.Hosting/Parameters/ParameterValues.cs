using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Parameters;

/// <summary>Finds the value of a parameter: configuration, then what an earlier run kept, then the default.</summary>
internal sealed class ParameterValues(IConfiguration configuration, ParameterStore store)
{
    public string Get(string name, ParameterDefault? fallback, bool persist)
    {
        // Shells allow no hyphen in the name of a variable, so Parameters__my_key gives my-key.
        var configured = configuration[$"Parameters:{name}"] ?? configuration[$"Parameters:{name.Replace('-', '_')}"];
        if (!string.IsNullOrEmpty(configured))
        {
            return configured;
        }
        if (fallback is null)
        {
            throw new DistributedApplicationException(
                $"Parameter '{name}' has no value: set the environment variable Parameters__{name.Replace('-', '_')}."
            );
        }
        return persist ? store.GetOrAdd(name, fallback.GetDefaultValue) : fallback.GetDefaultValue();
    }
}
