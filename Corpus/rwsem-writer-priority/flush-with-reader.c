// run: kernel-version=5.4
/*
 * A task waits for a work item with processors kept from coming and going, and the item keeps them so too.
 * Both only read, so nothing happens until a processor is to come: its task queues between the two. Of the
 * other lock nobody is a writer.
 */

#include <linux/percpu-rwsem.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

DEFINE_STATIC_PERCPU_RWSEM(hotplug_lock);

struct queues {
	struct work_struct affinity_work;
	struct work_struct count_work;
	struct rw_semaphore names;
	int cpu;
};

static void hotplug_hold(void)
{
	percpu_down_read(&hotplug_lock);
}

static void hotplug_give_back(void)
{
	percpu_up_read(&hotplug_lock);
}

static void queues_spread(struct work_struct *work)
{
	struct queues *queues = container_of(work, struct queues, affinity_work);

	hotplug_hold();
	queues->cpu++;
	hotplug_give_back();
}

static void queues_count(struct work_struct *work)
{
	struct queues *queues = container_of(work, struct queues, count_work);

	down_read(&queues->names);
	queues->cpu++;
	up_read(&queues->names);
}

void queues_setup(struct queues *queues)
{
	INIT_WORK(&queues->affinity_work, queues_spread);
	INIT_WORK(&queues->count_work, queues_count);
	init_rwsem(&queues->names);
}

void queues_rescan_bad(struct queues *queues)
{
	hotplug_hold();
	schedule_work(&queues->affinity_work);
	flush_work(&queues->affinity_work); // expect: rwsem-writer-priority confirmed
	hotplug_give_back();
}

void queues_rescan_ok(struct queues *queues)
{
	hotplug_hold();
	schedule_work(&queues->affinity_work);
	hotplug_give_back();
	flush_work(&queues->affinity_work);
}

void queues_recount_ok(struct queues *queues)
{
	down_read(&queues->names);
	schedule_work(&queues->count_work);
	flush_work(&queues->count_work);
	up_read(&queues->names);
}

void processor_arrives(void)
{
	percpu_down_write(&hotplug_lock);
	percpu_up_write(&hotplug_lock);
}
