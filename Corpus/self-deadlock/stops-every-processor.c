// run: kernel-version=6.1
/*
 * Stopping every processor keeps them from coming and going. Who does so already says that by another name:
 * behind a writer the second reader would wait for the first.
 */

#include <linux/cpu.h>

static int set_ranges(void *data)
{
	return *(int *)data;
}

void ranges_set_bad(int ranges)
{
	cpus_read_lock();
	stop_machine(set_ranges, &ranges, NULL); // expect: self-deadlock confirmed
	cpus_read_unlock();
}

void ranges_set_ok(int ranges)
{
	cpus_read_lock();
	stop_machine_cpuslocked(set_ranges, &ranges, NULL);
	cpus_read_unlock();
}

void processor_remove(void)
{
	cpus_write_lock();
	cpus_write_unlock();
}
