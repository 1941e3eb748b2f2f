using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;
using Chat.Inference.Pacing;
using Chat.Inference.Passages;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;
using Chat.Inference.Providers.Recovery;
using Chat.Inference.Replies;
using Chat.Inference.Speaking;
using Chat.Inference.Tools;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Fakes;

/// <summary>The whole making of a reply, with fakes where the process ends.</summary>
internal sealed class ReplyScene : IDisposable
{
    private readonly CancellationTokenSource _caller = new();
    private readonly MessageAppender _appender;

    public ReplyScene() => _appender = new MessageAppender(Sessions, new FakeTokens(), new ServiceName("inference"));

    /// <summary>Where everything is measured.</summary>
    public TestMeters Meters { get; } = new();

    public FakeConversations Sessions { get; } = new();

    public FakeReceipts Receipts { get; } = new();

    public FakeRetrieval Knowledge { get; } = new();

    public ScriptedProvider Provider { get; } = new();

    /// <summary>Who answers; the scripted provider, without retries, unless a test has others.</summary>
    public ITenantProviders? Providers { get; init; }

    /// <summary>What the model may call; nothing unless a test has something.</summary>
    public IReadOnlyList<ITool> Tools { get; init; } = [];

    public ToolsOptions ToolsOptions { get; } = new();

    public RecordingWriter Caller { get; } = new();

    public RecordingBookings Bookings { get; } = new();

    public FakeTimeProvider Clock { get; init; } = new();

    public ManualDrain Drain { get; } = new();

    public static Principal Visitor { get; } =
        new()
        {
            TenantId = new Guid("00000000-0000-7000-8000-000000000001"),
            Subject = "v1",
            Kind = PrincipalKind.Visitor,
        };

    public ReplyRequest Request { get; } =
        new()
        {
            Text = "Why?",
            Author = new Author { Kind = AuthorKind.Visitor, Id = "v1" },
        };

    public void CallerLeaves() => _caller.Cancel();

    public Task<Error?> RunAsync()
    {
        var catalog = new ToolCatalog(new ToolShelf(Tools, []));
        var options = Options.Create(new RepliesOptions());
        var speaker = new Speaker(options);
        var publishers = new ReplyPublishers(
            Sessions,
            _appender,
            speaker,
            new ServiceName("inference"),
            new SpeakingLog(NullLogger<SpeakingLog>.Instance),
            Clock,
            options
        );
        var answerer = new ReplyAnswerer(
            publishers,
            new ReplyPrompts(new PromptBuilder(Options.Create(new PromptsOptions())), catalog),
            Generation(catalog),
            Bookings,
            Drain,
            Clock,
            options
        );
        var log = new PacingLog(NullLogger<PacingLog>.Instance);
        var orchestrator = new ReplyOrchestrator(
            new ReplyPauses(Receipts, new ServiceName("inference"), Drain, new Random(1), Clock, log),
            new LaterMessages(Sessions, log),
            new ReplyPlanner(_appender, options),
            Passages(),
            answerer
        );
        return orchestrator.RunAsync(Request, Visitor, new ReplyStream(Caller, _caller.Token), _caller.Token);
    }

    /// <summary>Waits until the caller has read some text.</summary>
    public async Task DeltaArrivesAsync()
    {
        while (Caller.Text.Length == 0)
        {
            await Caller.Batches.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        }
    }

    public void Dispose()
    {
        _caller.Dispose();
        Meters.Dispose();
        Drain.Dispose();
    }

    private ReplyGeneration Generation(ToolCatalog catalog) =>
        new(
            Providers ?? new FixedProviders(Provider, Clock) { Recovery = new RecoveryOptions { MaxRetries = 0 } },
            new ProviderMetrics(Meters, Clock),
            new ReplyTools(
                new ToolRunner(
                    catalog,
                    Options.Create(ToolsOptions),
                    Clock,
                    new ToolMetrics(Meters, Clock),
                    new ToolsLog(NullLogger<ToolsLog>.Instance)
                ),
                Options.Create(ToolsOptions)
            ),
            new Typist(Clock, new Random(1)),
            Clock
        );

    private PassageFinder Passages() =>
        new(
            new SearchCalls(
                Knowledge,
                new FakeTokens(),
                new ServiceName("inference"),
                Options.Create(new PassagesOptions())
            ),
            new EmptyTenants(Clock),
            Options.Create(new PassagesOptions()),
            NullLogger<PassageFinder>.Instance
        );
}
