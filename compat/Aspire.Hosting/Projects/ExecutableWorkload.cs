using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Projects;

/// <summary>Runs any program of the machine.</summary>
internal sealed class ExecutableWorkload(ResourceInstance instance, EnvironmentComposer composer, HttpHealthProbe probe)
    : Workload(instance)
{
    public override bool MayFinish => true;

    public override async Task<Launch> PrepareAsync(CancellationToken cancellationToken)
    {
        var executable = (ExecutableResource)Instance.Resource;
        var file =
            ExecutableFile.Find(executable.Command)
            ?? throw new DistributedApplicationException(
                $"The program '{executable.Command}' of '{Instance.Id}' is not on the search path: install it."
            );
        var environment = await composer.ComposeAsync(Instance, cancellationToken);
        return new Launch(
            new LaunchRequest
            {
                FileName = file,
                Arguments = await EnvironmentComposer.ComposeArgumentsAsync(executable, cancellationToken),
                WorkingDirectory = executable.WorkingDirectory,
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
