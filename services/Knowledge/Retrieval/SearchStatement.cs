namespace Chat.Knowledge.Retrieval;

/// <summary>The one statement of a search. The tenant is filtered by row-level security.</summary>
/// <remarks>
/// An inverted index in plain tables instead of a tsvector with GIN: row-level security keeps non-leakproof operators
/// (<c>@@</c>, <c>%</c>) away from indexes, equality on text is leakproof, and the frequency of each term is at hand.
/// Words are stemmed by Postgres' English stemmer on both sides; concepts (<see cref="ConceptTable"/>) are terms too.
/// <list type="number">
/// <item>term: the question's terms, stemmed.</item>
/// <item>known: those that the tenant's documents have, with the number of chunks that have them.</item>
/// <item>guess: for a group none of whose terms is known, the most similar term by trigrams (a misspelling seldom
/// changes the first letter, which keeps the comparison to a fraction of the vocabulary).</item>
/// <item>weight: what each group counts: its own weight times how rare it is; unknown words count less than rare ones,
/// or a chatty question would match nothing.</item>
/// <item>best: per chunk and group the best term.</item>
/// <item>covered: the share of the question's weight that the chunk has (coverage), and how much of the chunk's own
/// headline is asked for (focus), which tells "cancel my order" from "where is my order".</item>
/// <item>scored: their geometric mean, or most of the coverage alone for what only the body of a chunk says.</item>
/// </list>
/// </remarks>
internal static class SearchStatement
{
    /// <summary>Parameters: $1 terms, $2 their groups, $3 their factors, $4 weights of the groups, $5 limit, $6 least score.</summary>
    public const string Text = """
        with size as (
            select coalesce(max(documents), 0) as documents, coalesce(max(chunks), 0)::float8 as chunks from corpora
        ), term as materialized (
            select q.grp, q.factor, case when left(q.word, 1) = '#' then q.word
                else coalesce((ts_lexize('english_stem', q.word))[1], q.word) end as lexeme
            from unnest($1::text[], $2::int[], $3::real[]) as q(word, grp, factor)
        ), known as materialized (
            select t.grp, t.lexeme, max(t.factor)::float8 as factor, max(v.chunks)::float8 as chunks
            from term t join vocabulary v on v.lexeme = t.lexeme
            group by t.grp, t.lexeme
        ), guess as materialized (
            select t.grp, g.lexeme, g.similarity * 0.9 as factor, g.chunks
            from term t
            cross join lateral (
                select v.lexeme, similarity(v.lexeme, t.lexeme)::float8 as similarity, v.chunks::float8 as chunks
                from vocabulary v where v.initial = left(t.lexeme, 1) and left(t.lexeme, 1) <> '#' and length(t.lexeme) > 3
                order by 2 desc, 1 limit 1
            ) g
            where g.similarity >= 0.3 and not exists (select 1 from known k where k.grp = t.grp)
        ), usable as (
            select * from known union all select * from guess
        ), weight as materialized (
            select w.grp - 1 as grp, w.weight::float8 as base, w.weight * case when u.grp is null then 0.8 else
                ln((size.chunks + 20) / (u.chunks + 0.5)) / ln((size.chunks + 20) / 1.5) end as weight
            from unnest($4::real[]) with ordinality as w(weight, grp)
            cross join size
            left join (select grp, max(chunks) as chunks from usable group by grp) u on u.grp = w.grp - 1
        ), best as (
            select p.chunk_id, u.grp, max(p.strength * u.factor) as strength, bool_or(p.headline) as headline
            from usable u join postings p on p.lexeme = u.lexeme
            group by p.chunk_id, u.grp
        ), total as materialized (
            select sum(weight) as weight from weight
        ), covered as (
            select b.chunk_id, sum(w.weight * b.strength) / (select weight from total) as coverage,
                sum(w.base * b.strength) filter (where b.headline) as headline
            from best b join weight w on w.grp = b.grp
            group by b.chunk_id
        ), scored as (
            select k.document_id, k.id, k.ordinal, k.text, greatest(
                sqrt(c.coverage * least(1, coalesce(c.headline, 0) / greatest(k.headline_weight, 1))),
                c.coverage * 0.8) as score
            from covered c join chunks k on k.id = c.chunk_id
            where c.coverage >= $6 * 0.5
        ), hit as (
            select * from scored where score >= $6 order by score desc, ordinal, id limit $5
        )
        select size.documents, h.score, h.id, h.text, d.id, d.kind, d.title, d.url, d.question
        from size left join (hit h join documents d on d.id = h.document_id) on true
        order by h.score desc nulls last, h.ordinal, h.id
        """;
}
