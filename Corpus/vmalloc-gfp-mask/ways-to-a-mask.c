// run: kernel-version=5.10
/*
 * One allocation each, and the ways in which a mask or a scope can come to it.
 *
 * In every bad function task 1 holds journal_lock, and the page tables of __vmalloc may wait in
 * reclaim for a page that task 2 writes back under that lock.
 */

#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/vmalloc.h>

#define JOURNAL_MASK (GFP_NOFS | __GFP_ZERO | __GFP_NOWARN)

enum purpose {
	PURPOSE_USER,
	PURPOSE_JOURNAL,
	PURPOSE_SWAP,
};

static DEFINE_MUTEX(journal_lock);

void *by_macro_bad(size_t size)
{
	void *p;

	mutex_lock(&journal_lock);
	p = __vmalloc(size, JOURNAL_MASK); // expect: vmalloc-gfp-mask confirmed
	mutex_unlock(&journal_lock);
	return p;
}

static gfp_t purpose_mask(enum purpose purpose)
{
	switch (purpose) {
	case PURPOSE_SWAP:
		return GFP_NOIO;
	case PURPOSE_JOURNAL:
		return GFP_NOFS;
	default:
		return GFP_KERNEL;
	}
}

void *by_switch_bad(enum purpose purpose, size_t size)
{
	gfp_t gfp = purpose_mask(purpose);
	void *p;

	mutex_lock(&journal_lock);
	p = __vmalloc(size, gfp); // expect: vmalloc-gfp-mask confirmed
	mutex_unlock(&journal_lock);
	return p;
}

void *by_condition_bad(bool journal, size_t size)
{
	void *p;

	mutex_lock(&journal_lock);
	p = __vmalloc(size, GFP_NOIO | __GFP_IO | (journal ? 0 : __GFP_FS)); // expect: vmalloc-gfp-mask confirmed
	mutex_unlock(&journal_lock);
	return p;
}

/* Put together from parts, it has all bits. */
void *by_parts_ok(size_t size)
{
	gfp_t gfp = GFP_NOWAIT;
	void *p;

	gfp |= __GFP_DIRECT_RECLAIM;
	gfp |= __GFP_IO | __GFP_FS;
	mutex_lock(&journal_lock);
	p = __vmalloc(size, gfp);
	mutex_unlock(&journal_lock);
	return p;
}

/* The inner scope's end restores the outer one. */
void *nested_scopes_ok(size_t size)
{
	unsigned int outer, inner;
	void *p;

	mutex_lock(&journal_lock);
	outer = memalloc_nofs_save();
	inner = memalloc_noio_save();
	p = __vmalloc(size, GFP_NOIO);
	memalloc_noio_restore(inner);
	if (!p)
		p = __vmalloc(size / 2, GFP_NOFS);
	memalloc_nofs_restore(outer);
	mutex_unlock(&journal_lock);
	return p;
}

/* Whether there is a scope does not depend on the mask here. */
void *scope_sometimes_bad(bool careful, size_t size)
{
	unsigned int flags = 0;
	void *p;

	mutex_lock(&journal_lock);
	if (careful)
		flags = memalloc_nofs_save();
	p = __vmalloc(size, GFP_NOFS); // expect: vmalloc-gfp-mask confirmed
	if (careful)
		memalloc_nofs_restore(flags);
	mutex_unlock(&journal_lock);
	return p;
}

/* The stronger scope covers the weaker mask. */
void *stronger_scope_ok(size_t size)
{
	unsigned int flags;
	void *p;

	mutex_lock(&journal_lock);
	flags = memalloc_noio_save();
	p = __vmalloc(size, GFP_NOFS);
	memalloc_noio_restore(flags);
	mutex_unlock(&journal_lock);
	return p;
}
