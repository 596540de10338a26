// run: kernel-version=6.1
/*
 * Whoever mirrors an address space is told when reclaim unmaps a page of it, and takes the lock under which the
 * mirror's tables are allocated. With PF_MEMALLOC set by the function that locks, and kept in the object until it
 * unlocks, nothing is reclaimed there.
 */

#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>

struct mmu_interval_notifier;
struct mmu_notifier_range;

struct mmu_interval_notifier_ops {
	bool (*invalidate)(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range,
			   unsigned long seq);
};

struct mmu_interval_notifier {
	const struct mmu_interval_notifier_ops *ops;
};

struct mirror {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	bool is_stale;
	void *table;
};

struct quiet_mirror {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	unsigned int flags;
	bool is_stale;
	void *table;
};

static bool mirror_invalidate(struct mmu_interval_notifier *mni,
			      const struct mmu_notifier_range *range, unsigned long seq)
{
	struct mirror *m = container_of(mni, struct mirror, notifier);

	mutex_lock(&m->lock);
	m->is_stale = true;
	mutex_unlock(&m->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int mirror_fill_bad(struct mirror *m)
{
	m->notifier.ops = &mirror_ops;
	mutex_lock(&m->lock);
	m->table = kzalloc(4096, GFP_KERNEL); // expect: reclaim-recursion confirmed
	mutex_unlock(&m->lock);
	return m->table ? 0 : -ENOMEM;
}

int mirror_fill_first_ok(struct mirror *m)
{
	void *table = kzalloc(4096, GFP_KERNEL);

	if (!table)
		return -ENOMEM;
	mutex_lock(&m->lock);
	m->table = table;
	mutex_unlock(&m->lock);
	return 0;
}

static bool quiet_invalidate(struct mmu_interval_notifier *mni,
			     const struct mmu_notifier_range *range, unsigned long seq)
{
	struct quiet_mirror *m = container_of(mni, struct quiet_mirror, notifier);

	mutex_lock(&m->lock);
	m->is_stale = true;
	mutex_unlock(&m->lock);
	return true;
}

static const struct mmu_interval_notifier_ops quiet_ops = { .invalidate = quiet_invalidate };

static void quiet_lock(struct quiet_mirror *m)
{
	mutex_lock(&m->lock);
	m->flags = memalloc_noreclaim_save();
}

static void quiet_unlock(struct quiet_mirror *m)
{
	memalloc_noreclaim_restore(m->flags);
	mutex_unlock(&m->lock);
}

int quiet_fill_ok(struct quiet_mirror *m)
{
	m->notifier.ops = &quiet_ops;
	quiet_lock(m);
	m->table = kzalloc(4096, GFP_KERNEL);
	quiet_unlock(m);
	return m->table ? 0 : -ENOMEM;
}
