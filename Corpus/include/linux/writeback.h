#ifndef CORPUS_LINUX_WRITEBACK_H
#define CORPUS_LINUX_WRITEBACK_H

#include <linux/fs.h>
#include <linux/pagemap.h>

enum writeback_sync_modes {
	WB_SYNC_NONE,
	WB_SYNC_ALL,
};

int generic_writepages(struct address_space *mapping, struct writeback_control *wbc);
struct folio *writeback_iter(struct address_space *mapping, struct writeback_control *wbc,
			     struct folio *folio, int *error);

#endif
