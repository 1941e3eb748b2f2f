using Aspire.Hosting.Health;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Projects;

/// <summary>Runs a built project: its dll directly, in the project's folder, so that appsettings.json is the source's.</summary>
internal sealed class ProjectWorkload(
    ResourceInstance instance,
    string assemblyPath,
    EnvironmentComposer composer,
    HttpHealthProbe probe
) : Workload(instance)
{
    public override async Task<Launch> PrepareAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(assemblyPath))
        {
            throw new DistributedApplicationException(
                $"{assemblyPath} of '{Instance.Id}' does not exist: build the AppHost again."
            );
        }
        var environment = await composer.ComposeAsync(Instance, cancellationToken);
        var arguments = await EnvironmentComposer.ComposeArgumentsAsync(Instance.Resource, cancellationToken);
        var metadata = Instance.Resource.Annotations.OfType<IProjectMetadata>().Last();
        return new Launch(
            new LaunchRequest
            {
                FileName = DotnetHost.Path,
                Arguments = [assemblyPath, .. arguments],
                WorkingDirectory = Path.GetDirectoryName(metadata.ProjectPath)!,
                Environment = environment.Variables,
            }
        )
        {
            Shown = environment.Shown,
        };
    }

    public override Task<string?> CheckAsync(CancellationToken cancellationToken) =>
        probe.CheckAsync(Instance, cancellationToken);
}
