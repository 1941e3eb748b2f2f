using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost's Program.cs in this process, and stops it at its Build.</summary>
/// <remarks>
/// 1. A thread of its own runs Main. 2. At Build it hands over the builder and waits, so that the test can change what
/// was described. 3. The test builds: Main's Build goes on, hands over the application, and is ended by an exception
/// before its Run, because the test starts the application itself.
/// </remarks>
internal sealed class AppHostProgram(Assembly assembly, string[] args)
{
    private readonly TaskCompletionSource<IDistributedApplicationBuilder> _described =
        NewSignal<IDistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> _built = NewSignal<DistributedApplication>();
    private readonly TaskCompletionSource<bool> _goOn = NewSignal<bool>();

    public Task<IDistributedApplicationBuilder> RunToBuildAsync(CancellationToken cancellationToken)
    {
        new Thread(Run) { IsBackground = true, Name = "AppHost under test" }.Start();
        return _described.Task.WaitAsync(cancellationToken);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _goOn.TrySetResult(true);
        return _built.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends Main when the test does not build.</summary>
    public void Abandon() => _goOn.TrySetResult(false);

    private void Run()
    {
        BuilderInterceptor.Current = new BuilderInterceptor
        {
            Creating = OnCreating,
            Building = OnBuilding,
            Built = OnBuilt,
        };
        try
        {
            var main = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly} has no entry point.");
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [args]);
            Fail(new InvalidOperationException($"The program of {assembly.GetName().Name} ended without a Build."));
        }
        catch (TargetInvocationException exception) when (exception.InnerException is HostAbortedException)
        {
            // The end that was planned: see OnBuilding and OnBuilt.
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException!);
        }
        catch (InvalidOperationException exception)
        {
            Fail(exception);
        }
    }

    private void OnCreating(DistributedApplicationOptions options)
    {
        options.AssemblyName ??= assembly.FullName;
        TestDefaults.Apply(options);
    }

    private void OnBuilding(IDistributedApplicationBuilder builder)
    {
        _described.SetResult(builder);
        if (!_goOn.Task.GetAwaiter().GetResult())
        {
            throw new HostAbortedException();
        }
    }

    private void OnBuilt(DistributedApplication application)
    {
        _built.SetResult(application);
        throw new HostAbortedException();
    }

    private void Fail(Exception exception)
    {
        _described.TrySetException(exception);
        _built.TrySetException(exception);
    }

    private static TaskCompletionSource<T> NewSignal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
