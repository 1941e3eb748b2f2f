using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Puts together what a process of the application finds in its environment.</summary>
/// <remarks>In this order, the later wins: the AppHost's own, the conventions of Aspire, what the application set.</remarks>
internal sealed class EnvironmentComposer(string environmentName, string stateFolder)
{
    /// <summary>Marks every process of this state folder, so that the next run finds what a crash left behind.</summary>
    public const string OwnerVariable = "ASPIRE_STATE_FOLDER";

    // They tell the AppHost, and would tell a child, where to listen and which profile to run.
    private static readonly string[] s_notInherited =
    [
        "ASPNETCORE_URLS",
        "ASPNETCORE_HTTP_PORTS",
        "ASPNETCORE_HTTPS_PORTS",
        "DOTNET_LAUNCH_PROFILE",
        "URLS",
    ];

    public async Task<ComposedEnvironment> ComposeAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var set = new Dictionary<string, object>(StringComparer.Ordinal);
        AddConventions(set, instance);
        AddEndpoints(set, instance);
        foreach (var annotation in instance.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(new EnvironmentCallbackContext(set, cancellationToken));
        }
        var all = Inherited();
        var shown = ImmutableArray.CreateBuilder<EnvironmentVariableSnapshot>();
        foreach (var (name, source) in set.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var value = await ResolveAsync(instance, name, source, cancellationToken);
            all[name] = value;
            shown.Add(new EnvironmentVariableSnapshot(name, SecretMask.Apply(name, source, value), IsFromSpec: true));
        }
        all[OwnerVariable] = stateFolder;
        return new ComposedEnvironment(all, shown.ToImmutable());
    }

    /// <summary>The command line: strings and values known at start.</summary>
    public static async Task<string[]> ComposeArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = new List<string>();
        foreach (var item in resource.Annotations.OfType<CommandLineArgsAnnotation>().SelectMany(a => a.Arguments))
        {
            arguments.Add(
                item is IValueProvider provider
                    ? await provider.GetValueAsync(cancellationToken) ?? string.Empty
                    : (string)item
            );
        }
        return [.. arguments];
    }

    private static Dictionary<string, string> Inherited()
    {
        var inherited = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            inherited[(string)variable.Key] = (string?)variable.Value ?? string.Empty;
        }
        foreach (var name in s_notInherited)
        {
            inherited.Remove(name);
        }
        return inherited;
    }

    private void AddConventions(Dictionary<string, object> set, ResourceInstance instance)
    {
        set["OTEL_SERVICE_NAME"] = instance.Resource.Name;
        set["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance.Id}-{Environment.ProcessId}";
        if (instance.Resource is not ProjectResource)
        {
            return;
        }
        set["ASPNETCORE_ENVIRONMENT"] = environmentName;
        set["DOTNET_ENVIRONMENT"] = environmentName;
    }

    private static void AddEndpoints(Dictionary<string, object> set, ResourceInstance instance)
    {
        var urls = new List<string>();
        foreach (var endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = instance.Ports[endpoint.Name].ToString(CultureInfo.InvariantCulture);
            var url = $"{endpoint.UriScheme}://localhost:{port}";
            if (endpoint.EnvironmentVariable is { } variable)
            {
                set[variable] = port;
            }
            if (endpoint.FromKestrelConfiguration)
            {
                set[$"Kestrel__Endpoints__{endpoint.Name}__Url"] = url;
            }
            else if (endpoint.UriScheme is "http" or "https")
            {
                urls.Add(url);
            }
        }
        if (instance.Resource is ProjectResource && urls.Count > 0)
        {
            set["ASPNETCORE_URLS"] = string.Join(';', urls);
        }
    }

    private static async Task<string> ResolveAsync(
        ResourceInstance instance,
        string name,
        object source,
        CancellationToken cancellationToken
    ) =>
        source switch
        {
            string text => text,
            IValueProvider provider => await provider.GetValueAsync(cancellationToken)
                ?? throw new DistributedApplicationException(
                    $"The environment variable '{name}' of '{instance.Resource.Name}' has no value."
                ),
            _ => throw new DistributedApplicationException(
                $"The environment variable '{name}' of '{instance.Resource.Name}' is neither text nor a value provider."
            ),
        };
}
