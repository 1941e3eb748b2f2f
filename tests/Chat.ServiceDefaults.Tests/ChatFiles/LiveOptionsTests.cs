using Chat.Testing.Logs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.ChatFiles;

public sealed class LiveOptionsTests : IDisposable
{
    private readonly IConfigurationRoot configuration = new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Section:Value"] = "1" })
        .Build();

    private readonly LogRecorder logs = new();
    private readonly ServiceProvider services;

    public LiveOptionsTests()
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddSingleton(logs.CreateLogger<LiveOptions<Settings>>());
        collection
            .AddOptions<Settings>()
            .BindConfiguration("Section")
            .Validate(settings => settings.Value > 0, "Section:Value must be positive.")
            .Validate(settings => settings.Value != -1, "Section:Value must not be -1.");
        collection.AddLiveOptions<Settings>();
        services = collection.BuildServiceProvider();
    }

    public void Dispose()
    {
        services.Dispose();
        logs.Dispose();
    }

    [Fact]
    public void Reload_Right_IsTakenAndTold()
    {
        var options = services.GetRequiredService<LiveOptions<Settings>>();
        Assert.Same(options, services.GetRequiredService<IOptions<Settings>>());
        var told = new List<int>();
        options.Changed += settings => told.Add(settings.Value);

        Set("2");

        Assert.Equal((2, 2), (options.Value.Value, Assert.Single(told)));
    }

    [Fact]
    public void Reload_Wrong_KeepsTheOldAndLogsEachFault()
    {
        var options = services.GetRequiredService<LiveOptions<Settings>>();
        options.Changed += _ => Assert.Fail("Wrong options must not be told.");

        Set("-1");

        Assert.Equal(1, options.Value.Value);
        Assert.Equal(2, logs.Entries.Count(entry => entry.EventId.Id == 1902));
    }

    [Fact]
    public void Reload_RefusedByAReader_KeepsTheOldUntilOnesAreTaken()
    {
        var options = services.GetRequiredService<LiveOptions<Settings>>();
        options.Changed += settings =>
        {
            if (settings.Value == 2)
            {
                throw new OptionsValidationException("", typeof(Settings), ["Not 2."]);
            }
        };

        Set("2");
        var refused = options.Value.Value;
        Set("3");

        Assert.Equal((1, 3), (refused, options.Value.Value));
    }

    [Fact]
    public void Create_WrongAtTheStart_Throws()
    {
        Set("0");

        Assert.Throws<OptionsValidationException>(services.GetRequiredService<LiveOptions<Settings>>);
    }

    private void Set(string value)
    {
        configuration["Section:Value"] = value;
        configuration.Reload();
    }

    private sealed class Settings
    {
        public int Value { get; set; }
    }
}
