using System.Runtime.InteropServices;
using Chat.Knowledge.Analysis;
using Chat.Knowledge.Retrieval;
using Microsoft.Extensions.ObjectPool;

namespace Chat.Knowledge.Corpora;

/// <summary>Ranks a tenant's chunks by how well they answer a question. No I/O; allocates only the hits.</summary>
/// <remarks>
/// 1. Terms: those of the question's terms that the documents have. A group with none takes the most similar lexeme.
/// 2. Weights: a group counts its own weight times how rare it is; an unknown one counts less than a rare one, or a
///    chatty question would match nothing.
/// 3. Scores: along the postings; per chunk and group the best term counts.
/// 4. Ranking: coverage is the share of the question's weight that the chunk has; focus is how much of the chunk's own
///    headline was asked for, which tells "cancel my order" from "where is my order". The score is their geometric
///    mean, or most of the coverage alone for what only the body of a chunk says.
/// </remarks>
internal sealed class CorpusSearch
{
    private const double UnknownWeight = 0.8;
    private const double GuessFactor = 0.9;
    private const double BodyFactor = 0.8;

    /// <summary>So many chunks more, all without the term: rarity means little among few chunks.</summary>
    private const double SmoothingChunks = 20;

    private readonly ObjectPool<SearchScratch> _scratches = new DefaultObjectPool<SearchScratch>(
        new DefaultPooledObjectPolicy<SearchScratch>()
    );

    /// <summary>The best chunks, best first; of equals the one that comes first in the index.</summary>
    /// <param name="index">The tenant's documents.</param>
    /// <param name="query">The question.</param>
    /// <param name="limit">Most hits, 1 to 20.</param>
    /// <param name="minScore">Chunks that score less are no hits.</param>
    public IReadOnlyList<SearchHit> Find(CorpusIndex index, AnalysedQuery query, int limit, double minScore)
    {
        var scratch = _scratches.Get();
        FindTerms(index.Lexicon, query, scratch);
        var total = WeighGroups(index, query, scratch);
        scratch.ReserveChunks(index.Chunks.Length);
        var touched = Score(index.Lexicon, query, scratch);
        Span<(double Score, int Chunk)> room = stackalloc (double, int)[limit];
        var top = new TopChunks(room);
        foreach (var chunk in scratch.Touched.AsSpan(0, touched))
        {
            ref var found = ref scratch.Scores[chunk];
            var coverage = found.Covered / total;
            var score = Combine(coverage, found.Headline / Math.Max(index.HeadlineWeights[chunk], 1));
            if (coverage >= minScore * 0.5 && score >= minScore)
            {
                top.Offer(score, chunk);
            }
            found = default;
        }
        scratch.Terms.Clear();
        scratch.Weights.Clear();
        _scratches.Return(scratch);
        return Hits(index, top.Best);
    }

    /// <summary>Step 1.</summary>
    private static void FindTerms(Lexicon lexicon, AnalysedQuery query, SearchScratch scratch)
    {
        Span<char> buffer = stackalloc char[Lexeme.MaxLength];
        foreach (var term in query.Terms)
        {
            var number = lexicon.Find(Lexeme.Of(term.Text, buffer));
            if (number >= 0)
            {
                scratch.Terms.Add(new UsableTerm(term.Group, number, term.Factor));
            }
        }
        var known = scratch.Terms.Count;
        foreach (var term in query.Terms)
        {
            if (HasGroup(CollectionsMarshal.AsSpan(scratch.Terms)[..known], term.Group))
            {
                continue;
            }
            var number = lexicon.Guess(Lexeme.Of(term.Text, buffer), scratch, out var similarity);
            if (number >= 0)
            {
                scratch.Terms.Add(new UsableTerm(term.Group, number, similarity * GuessFactor));
            }
        }
    }

    private static bool HasGroup(ReadOnlySpan<UsableTerm> terms, int group)
    {
        foreach (ref readonly var term in terms)
        {
            if (term.Group == group)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Step 2. Gives the weight of the whole question.</summary>
    private static double WeighGroups(CorpusIndex index, AnalysedQuery query, SearchScratch scratch)
    {
        var total = 0d;
        var chunks = index.Chunks.Length + SmoothingChunks;
        for (var group = 0; group < query.Weights.Count; group++)
        {
            var having = 0;
            foreach (ref readonly var term in CollectionsMarshal.AsSpan(scratch.Terms))
            {
                having = term.Group == group ? Math.Max(having, index.Lexicon.PostingsOf(term.Lexeme).Length) : having;
            }
            double weight = query.Weights[group];
            var rarity = having == 0 ? UnknownWeight : Math.Log(chunks / (having + 0.5)) / Math.Log(chunks / 1.5);
            scratch.Weights.Add(new GroupWeight(weight, weight * rarity));
            total += weight * rarity;
        }
        return total;
    }

    /// <summary>Step 3. Gives the number of chunks that have anything.</summary>
    private static int Score(Lexicon lexicon, AnalysedQuery query, SearchScratch scratch)
    {
        var touched = 0;
        var scores = scratch.Scores;
        for (var group = 0; group < query.Weights.Count; group++)
        {
            var weight = scratch.Weights[group];
            foreach (ref readonly var term in CollectionsMarshal.AsSpan(scratch.Terms))
            {
                if (term.Group != group)
                {
                    continue;
                }
                foreach (var posting in lexicon.PostingsOf(term.Lexeme))
                {
                    ref var score = ref scores[posting.Chunk];
                    if (!score.IsTouched)
                    {
                        scratch.Touched[touched++] = posting.Chunk;
                    }
                    score.Add(group, weight, (float)(posting.Strength * term.Factor), posting.IsHeadline);
                }
            }
        }
        return touched;
    }

    /// <summary>Step 4.</summary>
    private static double Combine(double coverage, double focus) =>
        Math.Clamp(Math.Max(Math.Sqrt(coverage * Math.Min(1, focus)), coverage * BodyFactor), 0, 1);

    private static SearchHit[] Hits(CorpusIndex index, ReadOnlySpan<(double Score, int Chunk)> best)
    {
        var hits = new SearchHit[best.Length];
        for (var place = 0; place < hits.Length; place++)
        {
            hits[place] = new SearchHit(best[place].Score, index.Chunks[best[place].Chunk]);
        }
        return hits;
    }
}
