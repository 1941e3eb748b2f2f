using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Projects;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>The only implementation of <see cref="IDistributedApplicationBuilder"/>, over the generic host's builder.</summary>
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private static readonly TimeSpan s_shutdownTimeout = TimeSpan.FromSeconds(20);

    private readonly HostApplicationBuilder _host;
    private readonly ResourceCollection _resources = [];
    private readonly DistributedApplicationOptions _options;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _options = options;
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory =
            options.ProjectDirectory
            ?? ProjectOutputs.Metadata(AppHostAssembly, ProjectOutputs.AppHostDirectoryKey)
            ?? Directory.GetCurrentDirectory();
        _host = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                Args = options.Args,
                ContentRootPath = Directory.Exists(AppHostDirectory) ? AppHostDirectory : null,
                EnvironmentName = EnvironmentName(),
            }
        );
        AddServices();
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IResourceCollection Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        BuilderInterceptor.Current?.Building(this);
        var application = new DistributedApplication(_host.Build());
        BuilderInterceptor.Current?.Built(application);
        return application;
    }

    // Running means developing unless somebody says otherwise; the generic host alone would say Production.
    private static string EnvironmentName() =>
        System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environments.Development;

    private void AddServices()
    {
        // The progress report says what matters; the host's own lines would repeat it.
        _host.Logging.SetMinimumLevel(LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_shutdownTimeout);
        Services.AddSingleton<IResourceCollection>(_resources);
        Services.AddSingleton(provider => OrchestratorOptions.Read(provider.GetRequiredService<IConfiguration>()));
        Services.AddSingleton(
            new ResourceNotificationService
            {
                DefaultWaitBehavior = _options.DisableDashboard
                    ? WaitBehavior.StopOnResourceUnavailable
                    : WaitBehavior.WaitOnResourceUnavailable,
            }
        );
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton(provider => new ResourceCommandService(
            new Lazy<Orchestrator>(provider.GetRequiredService<Orchestrator>)
        ));
        Services.AddSingleton(provider => new Orchestrator(
            provider.GetRequiredService<IResourceCollection>(),
            provider.GetRequiredService<OrchestratorOptions>(),
            provider.GetRequiredService<IHostEnvironment>(),
            AppHostAssembly,
            provider.GetRequiredService<ResourceNotificationService>(),
            provider.GetRequiredService<ResourceLoggerService>(),
            provider.GetRequiredService<IHostApplicationLifetime>()
        ));
        if (!_options.DisableDashboard)
        {
            DashboardSettings.Complete(Configuration);
            Services.AddSingleton(DashboardSettings.Read(Configuration));
            Services.AddHostedService<DashboardServer>();
        }
        Services.AddHostedService<StartupReporter>();
        Services.AddHostedService(provider => provider.GetRequiredService<Orchestrator>());
        Services.AddHostedService<DotnetRunWatch>();
    }
}
